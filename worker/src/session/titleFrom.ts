import { withoutChoices } from '@fashion-shoot/protocol'
import { cutText } from '../cutText.ts'

const LONGEST = 60

/** A title from the person's first words, without what was chosen by a press: one line, cut at a word. */
export function titleFrom(prompt: string): string {
  const line = withoutChoices(prompt).replaceAll(/\s+/g, ' ').trim()
  if (line.length <= LONGEST) return line
  return `${cutText(line, LONGEST).replace(/\s\S*$/, '')}…`
}
