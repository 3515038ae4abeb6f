/** Wishes about the film's rhythm: `2 seconds per clip`, `easeInOutCubic`, `slower`. */
import type { Phrase } from './Phrase.ts'
import type { Situation, Wish } from './wishes.ts'

const NUMBER_WORDS: Record<string, number> = { half: 0.5, one: 1, two: 2, three: 3, four: 4, five: 5, a: 1 }
const SECONDS =
  '(\\d+(?:[.,]\\d+)?(?=[\\s-]*(?:s|secs?|seconds?|sekunden?)\\b)|(?:half|one|two|three|four|five|a)(?=\\s+(?:a\\s+)?seconds?\\b))[\\s-]*(?:a\\s+)?[a-z]+\\b'
const PER_CLIP = '(?:per|each|every|a|for each|for every|pro)(?:\\s+(?:clip|shot|transition))?\\b'
const VERB =
  '(?:(?:make|set|give|let|have|use)\\s+)?(?:(?:it|them|each|every|each clip|every clip|the clips)\\s+)?(?:to\\s+|at\\s+|be\\s+)?'
const BEZIER =
  /(?:cubic-?bezier\s*\(\s*)?(?<![\d.])(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)(?:\s*\))?/i
/** The usual families, which a tool may know without listing each. */
const EASE = /\bease[\s_-]*(in[\s_-]*out|in|out)[\s_-]*(sine|quad|cubic|quart|quint|expo|circ)?\b/i
const SLOWER =
  /\b(?:too (?:fast|quick|hectic|short|rushed)|(?:much |a bit |a little |bit )?(?:slower|calmer|longer)|slow(?: it| that| things)? down|langsamer|more slowly|less (?:fast|rushed|hectic))\b/i
const FASTER =
  /\b(?:too (?:slow|long|calm)|(?:twice|double) (?:as fast|the speed|speed)|(?:much |a bit |a little |bit )?(?:faster|quicker|snappier|punchier|shorter)|speed(?: it| that| things)? up|schneller|less slow)\b/i
const FPS = /\b(?:(?:at|with|in)\s+)?(\d{2})\s*(?:fps|frames (?:per|a) second)\b/i
/** What is to be stitched is the film, also while the clips are being judged. */
const STITCH = /\bstitch (?:the|a) film(?: again| anew)?(?: with)?\b/i
/** Speed of one clip is a matter of that clip. */
const ONE_CLIP = /\b(?:clips?|frames?|hero|sheet)\b/i

/** Takes what concerns the film out of the phrase; only when clips or film are there to be timed. */
export function readFilm(phrase: Phrase, { current, easings }: Situation): Wish[] {
  if (current !== 'film' && current !== 'clips') return []
  const film: Extract<Wish, { kind: 'film' }> = { kind: 'film' }
  const perClip =
    phrase.take(new RegExp(`\\b${VERB}${SECONDS}\\s*${PER_CLIP}`, 'i')) ??
    (current === 'film'
      ? phrase.take(new RegExp(`\\b(?:make |let )?(?:each|every) clip (?:to |at |be |last |is )*${SECONDS}`, 'i'))
      : undefined)
  const seconds =
    perClip ??
    (current === 'film' && !/\bclips?\b/i.test(phrase.rest)
      ? phrase.take(new RegExp(`\\b${VERB}${SECONDS}`, 'i'))
      : undefined)
  if (seconds) dropLeftovers(phrase)
  if (seconds?.[1]) film.secondsPerClip = NUMBER_WORDS[seconds[1].toLowerCase()] ?? Number(seconds[1].replace(',', '.'))

  const stitching = phrase.has(STITCH)
  if (current === 'film' || stitching) {
    const fps = phrase.take(FPS)
    if (fps) film.fps = Number(fps[1])
    const easing = takeEasing(phrase, easings)
    if (easing) film.easing = easing
  }
  if (stitching && Object.keys(film).length > 1) phrase.take(STITCH)
  if (current === 'film') {
    if (!ONE_CLIP.test(phrase.rest) && film.secondsPerClip === undefined) {
      if (takePace(phrase, SLOWER)) film.pace = 'slower'
      else if (takePace(phrase, FASTER)) film.pace = 'faster'
    }
  }
  return Object.keys(film).length > 1 ? [film] : []
}

function takePace(phrase: Phrase, pattern: RegExp): boolean {
  const around = new RegExp(
    `(?:\\b(?:make|let|have|play|run)\\s+(?:it|the film|the video|this|that)\\s+)?${pattern.source}`,
    'i',
  )
  return phrase.take(around) !== undefined && dropLeftovers(phrase)
}

function takeEasing(phrase: Phrase, easings: string[]): string | undefined {
  const bezier = phrase.take(BEZIER)
  if (bezier) {
    dropLeftovers(phrase)
    return bezier.slice(1).join(',')
  }
  const family = phrase.take(EASE)
  if (family) {
    dropLeftovers(phrase)
    const [, direction = '', curve = ''] = family.map((part) => part?.toLowerCase().replace(/[\s_-]/g, ''))
    return `ease${direction === 'inout' ? 'InOut' : capital(direction)}${capital(curve)}`
  }
  const byLength = easings.toSorted((a, b) => b.length - a.length)
  for (const easing of byLength) {
    // `easeInOutCubic`, `ease-in-out-cubic` and `ease in out cubic` are one name.
    const parts = partsOf(easing).join('[\\s_-]*')
    if (phrase.take(new RegExp(`\\b${parts}(?![a-z])`, 'i'))) return dropLeftovers(phrase) ? easing : undefined
  }
  const byWord = easings.find((easing) =>
    partsOf(easing).some((part) => part.length > 5 && new RegExp(`\\b${part}`, 'i').test(phrase.rest)),
  )
  if (!byWord) return undefined
  for (const part of partsOf(byWord)) phrase.take(new RegExp(`\\b(?:more\\s+)?${part}\\w*`, 'i'))
  dropLeftovers(phrase)
  return byWord
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function partsOf(easing: string): string[] {
  return easing
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
}

/** What stays of a sentence about rhythm says nothing more: `make the film …, with the … curve`. */
function dropLeftovers(phrase: Phrase): boolean {
  const left = phrase.rest.replace(
    /\b(?:make|let|have|use|try|set|change|with|the|an?|film|video|movie|easing|ease|curve|it|this|to|for|be|should|i|want|please|can|could|you|we|all|overall|whole|cuts?|is|still|bit|little|much|much more|more|go|instead|of|speed|pace|clips?)\b|[\s,.!?]/gi,
    '',
  )
  if (left === '') phrase.rest = ''
  return true
}
