/** Instructions for numbered frames or clips: `edit frames 2 and 4: red jacket; frame 5 warmer`. */
import { numberedPattern, readNumbers } from './numbers.ts'
import { tidy } from './Phrase.ts'
import { isAboutPictures } from './vocabulary.ts'

export type Numbered = { numbers: number[]; text: string }

const LEADING_VERBS =
  /^(?:(?:can|could|would) you|i(?:'d| would)? (?:want|like)(?: you)?(?: to)?|let's|edit|change|redo|fix|retouch|adjust|reshoot|retake|make|have|turn|do|please|now|also|only|just|again|the|then|and|with|give)\b[\s,:]*/i
const TRAILING_VERBS =
  /(?:^|[\s,;]+)(?:and|then|also|edit|change|redo|fix|retouch|adjust|reshoot|retake|make|turn|give|please|but|in|on|of|from|at|for|to|with|the|,|;)$/i
const LINK =
  /^(?:\s*(?:so(?: that)?|should(?: be| get| have)?|shall be|must be|needs?(?: to be)?|to be|to have|is|are|to|with|as|again|but|please|:|-|–|—|,|;|\.)(?=\s|$|[("]))+/i

/** @returns one entry for each mention; a mention without words of its own has the next one's, or else those before it */
export function readNumbered(text: string, noun: string, bare: boolean): Numbered[] {
  const mentions = [...text.matchAll(numberedPattern(noun, bare))]
  const first = mentions[0]
  if (!first) return []
  const found = mentions.map((mention, index): Numbered => {
    const { list, ordinals, verbed, headed } = mention.groups ?? {}
    const end = mentions[index + 1]?.index ?? text.length
    const own = text.slice(mention.index + mention[0].length, end)
    return {
      numbers: readNumbers(list ?? ordinals ?? verbed ?? headed ?? ''),
      text: clean(own, index < mentions.length - 1),
    }
  })
  if (mentions.length === 1 && tidy(text.slice(first.index + first[0].length)) === '') {
    const others = othersThan(text.slice(0, first.index), found[0]?.numbers ?? [])
    if (others) return [others]
  }
  const said = stripVerbs(text.slice(0, first.index))
  // "I don't like frame 2" does not say how it should be.
  const before = isAboutPictures(said) ? said : ''
  for (let index = found.length - 1; index >= 0; index--) {
    const entry = found[index]
    if (entry && entry.text === '') entry.text = found[index + 1]?.text ?? before
  }
  return found
}

function clean(text: string, moreFollows: boolean): string {
  let result = tidy(text.replace(LINK, ''))
  if (!moreFollows) return result
  for (let before = ''; before !== result; ) {
    before = result
    result = tidy(result.replace(TRAILING_VERBS, ''))
  }
  return result
}

function stripVerbs(text: string): string {
  let result = tidy(text)
  for (let before = ''; before !== result; ) {
    before = result
    result = tidy(result.replace(LEADING_VERBS, '').replace(TRAILING_VERBS, ''))
  }
  return result
}

/** `everything warmer except frame 2` is about the others. */
function othersThan(before: string, numbers: number[]): Numbered | undefined {
  const said = /^(.*?)[\s,]*\b(?:except|but not)(?: for)?(?: in)?\s*$/i.exec(before)?.[1]
  if (said === undefined) return undefined
  const all = stripVerbs(said.replace(/\b(?:everything|all(?: of them)?|every(?: one| frame| clip)?)\b/i, ''))
  return { numbers: [1, 2, 3, 4, 5, 6].filter((number) => !numbers.includes(number)), text: all }
}
