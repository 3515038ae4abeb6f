/** Reads what the person wants from what they said. A table of phrases is in the test. */
import { isBefore, type Stage, stageAfter } from '../stages.ts'
import { isHold, readApproval, saysNothing } from './approval.ts'
import { readOneNumber } from './numbers.ts'
import { Phrase, tidy } from './Phrase.ts'
import { readChange } from './readChange.ts'
import { readFilm } from './readFilm.ts'
import { namedSlot, namedStage, RATIO_REQUEST, ratioOf } from './targets.ts'
import type { Situation, Wish } from './wishes.ts'

const APPROVED = /^approved(?:\s*\((?<stage>[^)]*)\))?\s*:\s*(?<rest>.*)$/is
const CHANGE_REQUESTED = /^change requested\s*(?:\((?<stage>[^)]*)\))?\s*:\s*(?<note>.*)$/is

const RUN =
  /\b(?:(?:run|go|skip|take it|carry on|continue|keep going|proceed|straight|all the way)(?: \w+){0,2} (?:to|till|until|through to) the (?:very )?(?:end|film|finish)|(?:run|go|carry) (?:it )?(?:all the way|straight) ?through|run through|without me|let it run|without (?:stopping|asking|stops|checkpoints)(?: me)?|(?:don'?t|do not|never|stop) (?:stop|ask|asking|wait)(?:ing)?(?: for me| me)?(?: again| any ?more| anything| in between)?(?:,? (?:un)?till? (?:the|it'?s) (?:film|end|done|finished))?(?!\s+(?:after|at))|no (?:more )?(?:stops|checkpoints|questions)|finish (?:it|everything|the (?:whole )?(?:shoot|thing|film))(?: for me)?|(?:do|make|run) (?:it all|everything|the rest)(?=\s*[.!]*$)|approve (?:everything|all of it)|autopilot)\b|\bbis (?:zum (?:ende|schluss|film))\b/i
const STOP_EACH =
  /\b(?:stop|ask(?: me)?|check(?: in)?|wait|pause)(?: \w+){0,3} (?:after|at|before) (?:every|each|all)(?: \w+)?(?: (?:stage|step|checkpoint)s?)?\b|\bask me (?:again|every time|each time)\b/i
const VERSION =
  /\bversion\s*(?<a>\d+|one|two|three|four|five|six)\b|\bv\s?(?<b>\d+)\b|\bthe (?<c>first|second|third|fourth|fifth|sixth) version\b/i
const FIRST_HERO =
  /\b(?:back to|use|take|restore|prefer|want) (?:the )?(first|second|third) (?:hero|contact sheet|sheet|film)\b/i
const UNDO =
  /\bundo\b|\brevert\b|\brückgängig\b|\b(?:go )?back to (?:the )?(?:previous|last|earlier|old|one before)\b|\b(?:use|take|restore|want|prefer) the (?:previous|earlier|old) (?:one|version|hero|frame|clip|film|sheet)\b|\b(?:go|step) back\b|\bput it back\b|\bthe (?:previous|old|earlier) (?:one|version) was better\b/i
const RETRY =
  /^(?:please )?(?:(?:try|do it|once|run it|do that|try it|try that|generate|go) (?:again|once more)|retry|re-?run|again|(?:give me )?(?:another|one more)(?: (?:one|try|go|take|version|time))?|once more|noch ?mal|noch einmal|versuch'?s? (?:es )?(?:noch ?mal|erneut))(?: please)?[.!]*$/i
const STATUS =
  /^(?:so )?(?:status|where (?:are|do) we|what (?:have|did|do) (?:we|you|i) (?:got|have|make|made|do|done)|what (?:is|are|was) (?:next|done|there|left|missing)|what'?s (?:next|done|there|left|missing|up|the (?:status|state|plan))|what now|how far|show me (?:what|everything|the (?:state|status))|summar(?:y|ise|ize)|overview|list (?:everything|what|all)|recap|progress|how much (?:did|does|has|have|is|was|so far)|what (?:did|does|has|have) (?:it|this|that|we) (?:cost|spen[dt])|(?:the )?(?:costs?|spend|spent|price|budget)(?: so far)?|wie weit|was haben wir|wo stehen wir)\b/i
const HELP =
  /^(?:(?:hello|hi|hey|hallo|good (?:morning|evening|afternoon|day)|servus)(?: there| director)?|help(?: me)?|hilfe|who are you|what are you|what can (?:you|i) (?:do|say|ask)|what do you understand|how does (?:this|it) work|are you (?:a )?(?:real|bot|robot|ai|an ai|human|claude|scripted|there).*)[\s?.!]*$/i
const LOOP =
  /(?:\b(?:make|let|have)\s+(?:it|the film|this|that)\s+)?(?:\b(?:a|as a|in a|seamless(?:ly)?|endless(?:ly)?|perfect)\s+)*\bloop(?:s|ed|ing|able)?\b(?: (?:it|the film|please|version|seamlessly))*/i
const NO_LOOP =
  /\b(?:no|without(?: the| a)?|don'?t|do not|(?:remove|undo|stop|drop)(?: the)?|not a) loop(?:ing)?(?: it)?\b/i
const QUESTION =
  /^(?!(?:what|how) (?:if|about))(?:what|why|who|when|where|how|is|are|do|does|did|has|have|which|was|were)\b.*\?\s*$/i
const NUMBERED_CLIP = /\bclips?\s*#?\s*(?:\d|one|two|three|four|five|six)\b/i
const MAKE =
  /\b(?:make|generate|create|do|shoot|cut|render|extract|stitch|produce|start|build|assemble|animate|give me|show me|see|go on|move on|continue|on to|next|crop|proceed|now)\b/i

export function readWishes(words: string, situation: Situation): Wish[] {
  const approved = APPROVED.exec(words.trim())?.groups
  if (approved) {
    const said = `${approved.stage ?? ''} ${approved.rest ?? ''}`
    const made = namedStage(said)
    return [{ kind: 'approve', ...(made && { made }), ...note(approved.rest ?? '') }]
  }
  const requested = CHANGE_REQUESTED.exec(words.trim())?.groups
  if (requested) {
    const current = namedStage((requested.stage ?? '').replace('_', ' ')) ?? situation.current
    return readText(requested.note ?? '', { ...situation, current }, true)
  }
  return readText(words, situation, false)
}

/** What follows the stage's name in `Approved: contact sheet. More wind.` */
function note(rest: string): { direction?: string } {
  const text = tidy(rest.replace(/^[^.:;\n–—]*(?:[.:;\n–—]|$)/, ''))
  return text === '' ? {} : { direction: text }
}

function readText(words: string, situation: Situation, requested: boolean): Wish[] {
  const phrase = new Phrase(words)
  const { current } = situation
  if (phrase.empty && readApproval(phrase.rest).rest === phrase.rest) return [{ kind: 'unclear' }]
  if (HELP.test(phrase.rest)) return [{ kind: 'help' }]
  if (STATUS.test(phrase.rest)) return [{ kind: 'status' }]
  if (RETRY.test(phrase.rest)) return [{ kind: 'retry' }]

  const wishes: Wish[] = []
  // Before "run to the end": "ask me after each stage" holds a word of both.
  if (phrase.take(STOP_EACH)) wishes.push({ kind: 'stop_each' })
  else if (phrase.take(RUN)) {
    while (phrase.take(RUN));
    wishes.push({ kind: 'run' })
  }

  if (current === undefined) return [...wishes, ...readFirst(phrase, wishes.length > 0)]

  // Before "undo", which may be about the loop.
  const unlooped = phrase.take(NO_LOOP) !== undefined
  if (unlooped) wishes.push({ kind: 'loop', on: false })

  const version = phrase.has(VERSION) ? VERSION.exec(phrase.rest)?.groups : undefined
  const slot = namedSlot(phrase.rest)
  if (version) {
    const number = readOneNumber(version.a ?? version.b ?? version.c ?? '') ?? 1
    return [{ kind: 'version', ...(slot && { slot }), version: number }]
  }
  const ordinal = FIRST_HERO.exec(phrase.rest)?.[1]
  if (ordinal) return [{ kind: 'version', ...(slot && { slot }), version: readOneNumber(ordinal) ?? 1 }]
  if (phrase.has(UNDO)) return [{ kind: 'undo', ...(slot && { slot }) }]
  if (isHold(phrase.rest)) return [...wishes, { kind: 'hold' }]

  if (!unlooped && (current === 'clips' || current === 'film') && phrase.take(LOOP))
    wishes.push({ kind: 'loop', on: true })
  const ratio = phrase.has(RATIO_REQUEST) ? RATIO_REQUEST.exec(phrase.rest) : null
  const format = ratio ? ratioOf(ratio) : undefined
  if (format) {
    phrase.take(RATIO_REQUEST)
    wishes.push({ kind: 'resize', ratio: format })
  }
  wishes.push(...readFilm(phrase, situation))

  const approval = readApproval(phrase.rest)
  phrase.rest = approval.approved ? tidy(approval.rest) : phrase.rest
  const others =
    phrase.empty || (wishes.length > 0 && saysNothing(phrase.rest))
      ? []
      : readRest(phrase.rest, situation, requested, approval.approved)
  if (others.length > 0) return [...wishes, ...others]
  if (wishes.length === 0) return [{ kind: approval.approved ? 'approve' : 'unclear' }]
  // To crop frames they have to be cut out first, which the approval of the sheet allows.
  if (approval.approved && current === 'contact_sheet' && format) return [{ kind: 'approve' }, ...wishes]
  return wishes
}

/** Nothing is made yet: the words are the direction, unless they are no more than a yes. */
function readFirst(phrase: Phrase, alone: boolean): Wish[] {
  const approval = readApproval(phrase.rest)
  if (approval.approved && approval.rest === '') return [{ kind: 'approve' }]
  if (phrase.empty) return alone ? [{ kind: 'approve' }] : [{ kind: 'unclear' }]
  if (isHold(phrase.rest)) return [{ kind: 'hold' }]
  if (QUESTION.test(phrase.rest)) return [{ kind: 'unclear' }]
  const ratio = RATIO_REQUEST.exec(phrase.rest)
  const format = ratio ? ratioOf(ratio) : undefined
  const hero: Wish = { kind: 'hero', direction: tidy(phrase.rest) }
  return format ? [hero, { kind: 'resize', ratio: format }] : [hero]
}

function readRest(rest: string, situation: Situation, requested: boolean, approved: boolean): Wish[] {
  const current = situation.current ?? 'hero'
  if (QUESTION.test(rest)) return [{ kind: 'unclear' }]
  const named = namedStage(rest)
  const ahead = named !== undefined && isBefore(current, named)
  // They can be made as soon as there are frames.
  const singleClips = current === 'frames' && NUMBERED_CLIP.test(rest)
  if (ahead && !requested && !singleClips && (MAKE.test(rest) || approved)) {
    const direction = named === stageAfter(current) ? afterName(rest, named) : ''
    return [{ kind: 'approve', ...(direction && { direction }) }]
  }
  const target = singleClips ? 'clips' : ahead || !named ? current : named
  const wishes = readChange(rest, target, current, requested)
  if (wishes.length > 0) return wishes
  return approved ? [{ kind: 'approve' }] : [{ kind: 'unclear' }]
}

/** What is said about a stage besides that it shall be made. */
function afterName(rest: string, stage: Stage): string {
  const words =
    /(?:contact[ _-]?sheet|sheet|frames?|clips?|transitions?|film|movie|video)s?\b(.*)$/i.exec(rest)?.[1] ?? ''
  return stage === 'frames' ? '' : tidy(words.replace(/^\s*(?:please|now|next|from (?:it|that|this))\b/i, ''))
}
