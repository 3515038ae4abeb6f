/** @module What is chosen by a press stands in the line of direction as sentences, such as `Pose: street walk.` */

/** The choices that the line can hold, with the word that each sentence begins with. */
export const CHOICE_WORDS = {
  pose: 'Pose',
  background: 'Background',
  look: 'Look',
  ratio: 'Aspect ratio',
  resolution: 'Resolution',
} as const

export type Choice = keyof typeof CHOICE_WORDS

/** `Pose: street walk.`, at a line's beginning or after another sentence, with the space before it; `value` is its group. */
export function choiceSentence(choice: Choice): RegExp {
  return new RegExp(`(?:^|(?<=[.!?…])\\s+|\\n)${CHOICE_WORDS[choice]}:[ \\t]*(?<value>[^.\\n]*)(?:\\.|$)`, 'im')
}

/** What a person has written themselves of a line, and all of it where there is nothing but choices. */
export function withoutChoices(line: string): string {
  const choices = Object.keys(CHOICE_WORDS) as Choice[]
  const words = choices.reduce((rest, choice) => rest.replace(choiceSentence(choice), ''), line).trim()
  // The first choice has put a period behind the person's words.
  return words === line.trim() ? words : words.replace(/(?<!\.)\.$/, '') || line.trim()
}
