/** @module What is chosen by a press stands in the line of direction as sentences, which can be read, changed and taken out there. */

/** The choices that the line can hold, with the word that each sentence begins with. */
const WORDS = {
  pose: 'Pose',
  background: 'Background',
  look: 'Look',
  ratio: 'Aspect ratio',
  resolution: 'Resolution',
} as const

export type Choice = keyof typeof WORDS

/** What the line says of a choice, as it stands there; null where it says nothing. */
export function readChoice(line: string, choice: Choice): string | null {
  return sentence(choice).exec(line)?.groups?.value?.trim() ?? null
}

/** The line with another value of a choice, or with null without the choice's sentence. A new sentence comes last. */
export function withChoice(line: string, choice: Choice, value: string | null): string {
  const words = value === null ? '' : `${WORDS[choice]}: ${value}.`
  if (readChoice(line, choice) !== null) return line.replace(sentence(choice), words === '' ? '' : ` ${words}`).trim()
  if (words === '') return line
  const before = line.trim()
  if (before === '') return words
  return `${before}${/[.!?…]$/.test(before) ? '' : '.'} ${words}`
}

/** `Pose: street walk.`, at a line's beginning or after another sentence, with the space before it. */
function sentence(choice: Choice): RegExp {
  return new RegExp(`(?:^|(?<=[.!?…])\\s+|\\n)${WORDS[choice]}:[ \\t]*(?<value>[^.\\n]*)(?:\\.|$)`, 'im')
}
