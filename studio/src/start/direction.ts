/** @module What is chosen by a press stands in the line of direction as sentences, which can be read, changed and taken out there. */
import { CHOICE_WORDS, type Choice, choiceSentence } from '@fashion-shoot/protocol'

/** What the line says of a choice, as it stands there; null where it says nothing. */
export function readChoice(line: string, choice: Choice): string | null {
  return choiceSentence(choice).exec(line)?.groups?.value?.trim() ?? null
}

/** The line with another value of a choice, or with null without the choice's sentence. A new sentence comes last. */
export function withChoice(line: string, choice: Choice, value: string | null): string {
  const words = value === null ? '' : `${CHOICE_WORDS[choice]}: ${value}.`
  if (readChoice(line, choice) !== null)
    return line.replace(choiceSentence(choice), words === '' ? '' : ` ${words}`).trim()
  if (words === '') return line
  const before = line.trim()
  if (before === '') return words
  return `${before}${/[.!?…]$/.test(before) ? '' : '.'} ${words}`
}
