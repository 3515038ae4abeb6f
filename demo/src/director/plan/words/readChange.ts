/** Wishes to change what a stage has made. */
import type { Stage } from '../stages.ts'
import { Phrase, tidy } from './Phrase.ts'
import { readGarment } from './readGarment.ts'
import { readNumbered } from './readNumbered.ts'
import { isAboutPictures } from './vocabulary.ts'
import type { Wish } from './wishes.ts'

const REDO =
  /^(?:(?:please|can you|could you|let's|i want|i'd like)\s+)*(?:re-?do|re-?make|re-?generate|re-?extract|re-?shoot|re-?try|another|a new|new|again|once more|give me(?: another| a new)?|do|make|extract|cut|stitch|put|change|edit|try)?\s*(?:all(?: of)?\s+)?(?:the\s+|them\s+)?(?:hero(?: image| shot)?|contact[ _-]?sheet|sheet|frames|clips|transitions|film|movie|video|it|all|everything|missing(?: ones| clips)?|failed(?: ones| clips)?)?\s*(?:together|again|once more|anew|over|please|from scratch|differently)*$/i
const CHANGE_PREFIX =
  /^(?:no,?\s+)?(?:(?:please\s+)?(?:change|revise|revision|edit|redo|modify|update|adjust)\s*(?:the\s+)?(?:hero(?: image| shot| picture)?|contact[ _-]?sheet|sheet|frames|clips|film|it|this)?\s*(?:[:,–—-]\s*|\s+so (?:that )?|\s+to be\s+|\s+with\s+))/i
const ALL_CLIPS = [1, 2, 3, 4, 5]
const ALL_FRAMES = [1, 2, 3, 4, 5, 6]
const FRAME_NOUN = 'frames?'
const CLIP_NOUN = '(?:clips?|transitions?)'

/**
 * @param target the stage that the words are about
 * @param current the stage that the person is judging
 * @param requested true when it is known that the words ask for a change
 * @returns nothing when no wish can be seen in them
 */
export function readChange(text: string, target: Stage, current: Stage, requested: boolean): Wish[] {
  const change = tidy(text.replace(CHANGE_PREFIX, '').replace(/^no,\s+/i, ''))
  const meant = requested || isAboutPictures(change)
  const again = REDO.test(text) || change === ''
  switch (target) {
    case 'hero': {
      const garment = readGarment(change)
      if (garment !== undefined) return [{ kind: 'dress', garment, change }]
      return again ? [{ kind: 'hero' }] : meant ? [{ kind: 'hero', change }] : []
    }
    case 'contact_sheet':
      return again ? [{ kind: 'contact_sheet' }] : meant ? [{ kind: 'contact_sheet', direction: change }] : []
    case 'frames':
      return readFrames(text, change, again, meant, current)
    case 'clips':
      return readClips(text, change, again, meant)
    case 'film': {
      // "Redo 3" at the film can only mean a clip.
      const clips = numberedClips(text)
      if (clips.length > 0) return clips
      return again ? [{ kind: 'film' }] : []
    }
  }
}

function readFrames(text: string, change: string, again: boolean, meant: boolean, current: Stage): Wish[] {
  const wishes = readNumbered(text, FRAME_NOUN, current === 'frames').flatMap(({ numbers, text }): Wish[] =>
    checked(numbers, 'frame', { kind: 'edit', frames: numbers, instruction: text }),
  )
  if (wishes.length > 0) return wishes
  if (again) return [{ kind: 'extract' }]
  return meant ? [{ kind: 'edit', frames: [...ALL_FRAMES], instruction: withoutAll(change) }] : []
}

function readClips(text: string, change: string, again: boolean, meant: boolean): Wish[] {
  const clips = numberedClips(text)
  if (clips.length > 0) return clips
  if (again) return [{ kind: 'clips', clips: /missing|failed/i.test(text) ? [] : [...ALL_CLIPS] }]
  const phrase = new Phrase(change)
  const seconds = takeSeconds(phrase)
  if (seconds === undefined && !meant) return []
  const movement = withoutAll(phrase.rest).replace(/^(?:the\s+)?(?:clips?|transitions?)\s*/i, '')
  return [clipWish([...ALL_CLIPS], movement, seconds)]
}

function numberedClips(text: string): Wish[] {
  const phrase = new Phrase(text)
  const seconds = takeSeconds(phrase)
  return readNumbered(phrase.rest, CLIP_NOUN, true).flatMap(({ numbers, text }) =>
    checked(numbers, 'clip', clipWish(numbers, text, seconds)),
  )
}

function clipWish(clips: number[], text: string, seconds: number | undefined): Wish {
  const movement = tidy(text.replace(/^(?:redo|make|again)\b/i, ''))
  return { kind: 'clips', clips, ...(movement && { movement }), ...(seconds !== undefined && { seconds }) }
}

/** Length of the clip itself, s: `10 seconds`, `longer clips`. */
function takeSeconds(phrase: Phrase): number | undefined {
  const match = phrase.take(
    /(?:\b(?:to|at|for|as|of|be|make (?:it|them|the clips))\s+)?\b(\d{1,2})[\s-]*(?:s|secs?|seconds?)\b(?:\s+(?:long|clips?|each))*/i,
  )
  if (match?.[1]) return Number(match[1])
  return phrase.take(/^longer clips\b|^(?:make )?(?:the )?clips longer\b/i) ? 10 : undefined
}

function withoutAll(text: string): string {
  return tidy(
    text.replace(
      /^(?:make|turn|edit|change)?\s*(?:in\s+)?(?:all(?: of)?|every(?:thing)?)\s*(?:the\s+)?(?:six\s+|five\s+)?(?:frames?|clips?|them|images?)?\b/i,
      '',
    ),
  )
}

function checked(numbers: number[], noun: string, wish: Wish): Wish[] {
  const unknown = numbers.find((number) => number < 1 || number > 6)
  return unknown === undefined ? [wish] : [{ kind: 'no_such', what: `${noun} ${unknown}` }]
}
