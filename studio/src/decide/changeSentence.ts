import { list } from '../shared/format.ts'

/** What stands in numbered pictures, of which some can be picked to be changed. */
export type PickStage = 'frames' | 'clips'

/** What is asked of the picked ones. */
const VERBS: Record<PickStage, string> = { frames: 'Edit', clips: 'Redo' }

const LEAD = /^(?:edit|redo|change) (frame|clip)s? (\d(?:(?:, | and |,| )\d)*): ?/i

/** The pictures that a change is about, by the numbers in its first words, in order: `Redo clips 2 and 5: slower` → `[2, 5]`. */
export function pickedIn(sentence: string, stage: PickStage): number[] {
  const [, noun, numbers = ''] = LEAD.exec(sentence) ?? []
  if (noun === undefined || `${noun.toLowerCase()}s` !== stage) return []
  return [...new Set(numbers.match(/\d/g)?.map(Number))].toSorted((a, b) => a - b)
}

/** The same change, about these pictures; about none in particular when there is no number. */
export function withPicks(sentence: string, stage: PickStage, numbers: number[]): string {
  const rest = changeItself(sentence)
  if (numbers.length === 0) return rest
  const noun = numbers.length === 1 ? stage.slice(0, -1) : stage
  return `${VERBS[stage]} ${noun} ${list(numbers.toSorted((a, b) => a - b).map(String))}: ${rest}`
}

/** What to change, without the words that say where. */
export function changeItself(sentence: string): string {
  return sentence.replace(LEAD, '')
}

/** The change with more words at its end; words that it has already are not added twice. */
export function withWords(sentence: string, words: string): string {
  if (sentence.toLowerCase().includes(words.toLowerCase())) return sentence
  if (changeItself(sentence).trim() !== '') return `${sentence.trimEnd().replace(/[,.]$/, '')}, ${words}`
  return sentence === '' ? words.charAt(0).toUpperCase() + words.slice(1) : sentence + words
}
