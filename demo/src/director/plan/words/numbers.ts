/** Lists of frames and clips as people write them: `2 and 4`, `1-3`, `two, five`, `the first and last`. */

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six']
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

const NUMBER = `(?:\\d{1,3}|${WORDS.join('|')})`
const JOINT = '\\s*(?:,\\s*and|,|and|und|&|\\+|to|through|-|–)\\s*'
const LIST = `${NUMBER}(?:${JOINT}${NUMBER}\\b)*`
const ORDINAL = `(?:${ORDINALS.join('|')}|last|[1-6](?:st|nd|rd|th))`
const ORDINAL_LIST = `${ORDINAL}(?:\\s*(?:,\\s*and|,|and|&)\\s*(?:the\\s+)?${ORDINAL})*`

/** The numbers of a list, in order, each once. */
export function readNumbers(list: string): number[] {
  const numbers: number[] = []
  let upTo = false
  for (const [part] of list.toLowerCase().matchAll(/\d+|[a-z]+|[-–]/g)) {
    if (/^(to|through|-|–)$/.test(part)) upTo = true
    const number = readNumber(part)
    if (number === undefined) continue
    const from = numbers.at(-1)
    if (upTo && from !== undefined) for (let n = from + 1; n < number; n++) numbers.push(n)
    numbers.push(number)
    upTo = false
  }
  return [...new Set(numbers)]
}

function readNumber(part: string): number | undefined {
  if (/^\d+$/.test(part)) return Number(part)
  if (part === 'last') return 6
  const index = Math.max(WORDS.indexOf(part), ORDINALS.indexOf(part))
  return index === -1 ? undefined : index + 1
}

/** One number as word or digit. */
export function readOneNumber(text: string): number | undefined {
  return readNumbers(text)[0]
}

const BARE_VERB =
  '(?:redo|edit|change|fix|retouch|reshoot|retake|adjust|swap|replace|make|only|just|also|numbers?|nos?\\.?|nr\\.?|#)'

/**
 * A pattern for a mention of numbered things.
 * @param noun for example `frames?`
 * @param bare whether numbers without the noun count, after a verb or before a colon: `redo 2 and 5`, `4: blue`
 */
export function numberedPattern(noun: string, bare: boolean): RegExp {
  const forms = [
    `(?:the\\s+)?${noun}\\s*(?:numbers?|nos?\\.?|#)?\\s*(?<list>${LIST})\\b`,
    `(?:the\\s+)?(?<ordinals>${ORDINAL_LIST})\\s+(?:${noun}${bare ? '|ones?' : ''})\\b`,
  ]
  if (bare)
    forms.push(
      `${BARE_VERB}\\s*(?<verbed>${LIST})(?![\\d:x×]*\\s*(?:seconds?|s|sec)\\b)\\b`,
      `(?:^|(?<=[;,.]\\s*|\\b(?:and|but|except|except for|only)\\s+))(?<headed>${LIST})(?=\\s*:(?!\\d))`,
    )
  return new RegExp(forms.join('|'), 'gi')
}
