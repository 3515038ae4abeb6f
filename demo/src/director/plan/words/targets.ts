/** Which stage, slot or version the person speaks of. */
import type { Stage } from '../stages.ts'
import { readOneNumber } from './numbers.ts'

const NOUNS: [Stage, RegExp][] = [
  ['contact_sheet', /\bcontact[ _-]?sheets?\b|\bsheet\b|\bcontacts\b|\bkontaktbogen\b/i],
  ['hero', /\bhero\b|\bfirst (?:picture|image|photo)\b/i],
  ['clips', /\b(?:clips?|transitions?|animations?)\b|\banimate\b/i],
  ['frames', /\b(?:frames|stills|crops)\b|\bframe\s*(?:\d|one|two|three|four|five|six)\b|\bextract\b/i],
  ['film', /\b(?:film|movie|video|final cut|edit it together|stitch(?:ed|ing)?)\b/i],
]

/** The stage whose name occurs, if exactly one does; of several the one named first. */
export function namedStage(text: string): Stage | undefined {
  const found = NOUNS.map(([stage, pattern]) => ({ stage, at: text.search(pattern) })).filter(({ at }) => at !== -1)
  return found.toSorted((a, b) => a.at - b.at)[0]?.stage
}

/** `the hero` → `hero`, `frame 3` → `frame_3`, `film` → `film`; undefined for a stage of many slots without a number. */
export function namedSlot(text: string): string | undefined {
  const [, noun, number] = /\b(frame|clip)\s*#?\s*([1-6]|one|two|three|four|five|six)\b/i.exec(text) ?? []
  if (noun && number) return `${noun.toLowerCase()}_${readOneNumber(number)}`
  const stage = namedStage(text)
  return stage === 'hero' || stage === 'contact_sheet' || stage === 'film' ? stage : undefined
}

const RATIO_NAMES: [RegExp, string][] = [
  [/^(?:vertical|tall|upright|portrait|stor(?:y|ies)|reels?|tik ?tok|shorts|hochformat)/i, '9:16'],
  [/^(?:widescreen|landscape|horizontal|youtube|cinema|querformat|wide)/i, '16:9'],
  [/^square/i, '1:1'],
]

const NAMES =
  'vertical(?:ly)?|tall|upright|portrait|stor(?:y|ies)|reels?|tik ?tok|shorts|hochformat|widescreen|landscape|horizontal|youtube|querformat|square'
const FRAMED = '(?:make|turn|crop|resize|set|put|convert|switch|change|reframe|reformat|render|have|want|need|go)'
const OBJECT =
  '(?:\\s+(?:it|them|all|everything|this|that|these|(?:(?:all|all of) )?(?:the |my )?(?:\\w+ )?(?:frames?|format|ratio|aspect ratio|images?|pictures?|film|video|crop|clips?)))*'
const LINKS = '(?:\\s+(?:to|into|in|as|for|be|an?|instead|the|of))*'

/** A format request, with the verb and object that carry it: group 1 a ratio's name, 2 and 3 its numbers. */
export const RATIO_REQUEST = new RegExp(
  [
    `(?:\\b${FRAMED}${OBJECT}${LINKS}\\s+|\\b(?:for|in|to|as)\\s+|^(?:all\\s+)?(?=\\S+(?:\\s+(?:format|mode|crop|version|orientation|please|instead))?[\\s.!]*$))(${NAMES})(?![\\w-])(?:\\s+(?:format|mode|crop|version|orientation|please|instead))?`,
    `\\b(?:${NAMES})\\s+(?:format|mode|orientation)\\b`,
    `\\b(?:vertical|upright|widescreen|square)(?:\\s+(?:format|mode|crop|version|orientation|please|instead))?$`,
    `(?:\\b${FRAMED}${OBJECT}${LINKS}\\s+|\\b(?:in|to|as)\\s+)?\\b(\\d{1,2})\\s?(?::|x|×|/|by)\\s?(\\d{1,2})\\b(?:\\s+(?:format|ratio|aspect ratio|crop|version|please|instead))?`,
  ].join('|'),
  'i',
)

/** The ratio of a match of `RATIO_REQUEST`, for example `9:16`. */
export function ratioOf(match: RegExpExecArray): string | undefined {
  if (match[2] && match[3]) return `${Number(match[2])}:${Number(match[3])}`
  const name = (match[1] ?? match[0]).trim()
  return RATIO_NAMES.find(([pattern]) => pattern.test(name))?.[1]
}
