/** From what the person wants to what the director says and calls. */
import { type Answer, answer } from './Answer.ts'
import { answerFilm } from './answerFilm.ts'
import { beyondStandIn } from './beyondStandIn.ts'
import { dressPerson } from './dressPerson.ts'
import { frameFormat } from './frameFormat.ts'
import { firstHero, nextHero } from './makeHero.ts'
import type { OfferedTools } from './OfferedTools.ts'
import { BEFORE_STAGE, CLOSING, INTRODUCTION, listed, understood } from './prose.ts'
import { restOfCall } from './restOfCall.ts'
import type { Scene } from './Scene.ts'
import { clipsCall, framesCall, sheetCall, stageCall } from './stageCalls.ts'
import { STAGE_NAMES, STAGE_TOOLS } from './stages.ts'
import { summarize } from './summarize.ts'
import { undo, useVersion } from './versions.ts'
import { isAboutPictures } from './words/vocabulary.ts'
import type { Wish } from './words/wishes.ts'

type Of<K extends Wish['kind']> = Extract<Wish, { kind: K }>

/** Answers all wishes in one message: their calls run one after the other. */
export function answerWishes(wishes: Wish[], scene: Scene): Answer {
  const has = <K extends Wish['kind']>(kind: K) => wishes.filter((wish): wish is Of<K> => wish.kind === kind)
  const { position, tools } = scene
  const [plain] = wishes
  if (plain?.kind === 'no_such' || wishes.some(({ kind }) => kind === 'no_such')) {
    const [wrong] = has('no_such')
    return answer(
      'That does not exist.',
      `There is no ${wrong?.what}: they are numbered 1 to 6. Which one do you mean?`,
    )
  }
  const alone = plain && wishes.length === 1 ? answerAlone(plain, scene) : undefined
  if (alone) return alone

  const parts: Answer[] = []
  if (has('run').length > 0) parts.push(setStops('never', tools))
  if (has('stop_each').length > 0) parts.push(setStops('every_stage', tools))
  const ratio = has('resize').at(-1)?.ratio
  const [hero] = has('hero')
  const heroTakesRatio = ratio !== undefined && (hero !== undefined || (position.current ?? 'hero') === 'hero')
  if (hero || heroTakesRatio)
    parts.push(answerHero(hero ?? { kind: 'hero' }, heroTakesRatio ? ratio : undefined, scene))
  for (const dress of has('dress')) parts.push(dressPerson(dress, scene))
  const [approve] = has('approve')
  if (approve) parts.push(goOn(scene, aboutPictures(approve.direction)))
  for (const { direction } of has('contact_sheet')) parts.push(newSheet(direction, scene))
  if (has('extract').length > 0)
    parts.push(
      answer('The frames shall be cut again.', 'I cut the frames out of the sheet again.', [
        framesCall(position, tools),
      ]),
    )
  if (has('edit').length > 0) parts.push(editFrames(has('edit'), tools))
  if (ratio && !heroTakesRatio) parts.push(resize(ratio, approve !== undefined, scene))
  if (has('clips').length > 0) parts.push(makeClips(has('clips'), tools))
  if (has('film').length > 0 || has('loop').length > 0)
    parts.push(answerFilm(has('film'), has('loop').at(-1)?.on, scene))
  // "Run to the end" and nothing else means: go on now.
  if (has('run').length > 0 && parts.length === 1) parts.push(goOn(scene))
  return {
    thought: parts[0]?.thought ?? '',
    says: parts.map(({ says }) => says).join(' '),
    calls: parts.flatMap(({ calls }) => calls),
  }
}

function answerAlone(wish: Wish, scene: Scene): Answer | undefined {
  const { position, tools, words, acted, introduced } = scene
  switch (wish.kind) {
    case 'status':
      return answer('The person asks how the shoot stands.', summarize(position))
    case 'help':
      return answer(
        'The person asks who I am or what I can do.',
        `${introduced ? '' : `${INTRODUCTION} `}${understood(position.current)}`,
      )
    case 'hold':
      return answer('I shall not go on.', `All right, I do nothing for now. ${understood(position.current)}`)
    case 'unclear':
      return answer('I do not understand that.', `I did not understand “${words}”. ${understood(position.current)}`)
    case 'version':
      return useVersion(wish.slot, wish.version, position, tools)
    case 'undo':
      return undo(wish.slot, position, acted, tools)
    case 'retry':
      return retry(scene)
    default:
      return undefined
  }
}

/** Repeats what failed last; when nothing did, makes what the person is judging once more. */
function retry(scene: Scene): Answer {
  const { position, tools, acted } = scene
  const last = acted.filter(({ batch }) => batch === acted.at(-1)?.batch)
  const failed = last.filter(({ result }) => result?.failed)
  const again = failed.length > 0 ? failed : last.slice(-1)
  if (again.length === 0) return goOn(scene)
  if (failed.length === 0 && position.next === 'clips')
    return answer('Clips are missing.', 'I make the clips that are missing.', [
      clipsCall({ clips: [], movements: [] }, tools),
    ])
  return answer(
    'Once more.',
    failed.length > 0 ? 'I try that again.' : 'Nothing has failed, so I make another version with the same choices.',
    again.map((call) => tools.call(call.tool, restOfCall(call))),
  )
}

/** The next stage. */
export function goOn(scene: Scene, direction?: string): Answer {
  const { position, tools, calls, awaitedFilm } = scene
  const { next } = position
  if (next === undefined && awaitedFilm.loop) return answerFilm([{ kind: 'film', ...awaitedFilm }], true, scene)
  if (next === undefined) return answer('The film is approved: nothing is left to make.', CLOSING)
  if (next === 'hero') {
    if (scene.firstWords === '') return answer('There is no direction yet.', understood(undefined))
    return firstHero(scene.firstWords, { position, tools, calls, ratio: formatOf(position) })
  }
  const format = next === 'contact_sheet' ? frameFormat(position, tools) : undefined
  const shape = format ? ` Its pictures are ${format}, and so are frames, clips and film.` : ''
  const wish = direction && (next === 'contact_sheet' || next === 'clips') ? ` I keep in mind: ${direction}.` : ''
  return answer(`Next: the ${STAGE_NAMES[next]}.`, `${BEFORE_STAGE[next]}${shape}${wish}`, [
    stageCall(next, position, tools, direction, awaitedFilm),
  ])
}

/** The format of a first hero that did not come about. */
function formatOf({ inputs }: Scene['position']): string | undefined {
  const format = inputs.get(STAGE_TOOLS.hero)?.aspectRatio
  return typeof format === 'string' ? format : undefined
}

/** Praise is no direction. */
function aboutPictures(direction: string | undefined): string | undefined {
  return direction && isAboutPictures(direction) ? direction : undefined
}

function answerHero({ direction, change }: Of<'hero'>, ratio: string | undefined, scene: Scene): Answer {
  const { position, tools, calls, firstWords } = scene
  const choices = tools.choices('generate_hero', 'aspectRatio')
  if (ratio && !choices.includes(ratio)) return unknownRatio('The hero', ratio, choices)
  const options = { position, tools, calls, ratio }
  // A plan can be changed before there is a picture that a change could be made to.
  const first = direction ?? (position.current === undefined ? change : undefined)
  if (first !== undefined) return firstHero([firstWords, first].filter(Boolean).join(', '), options)
  return nextHero(change, firstWords, options)
}

function newSheet(direction: string | undefined, { position, tools }: Scene): Answer {
  const says = direction
    ? `I make a new contact sheet: ${direction}. Person, clothes and light stay those of the hero.`
    : 'I make the contact sheet again from the same hero.'
  return answer('The sheet shall be different.', says, [sheetCall(direction, position, tools)])
}

const FRESH = 'Take this frame again: same person, clothes and framing, a fresh variation.'

function editFrames(wishes: Of<'edit'>[], tools: OfferedTools): Answer {
  const edits = new Map<number, string[]>()
  for (const { frames, instruction } of wishes)
    for (const frame of frames) edits.set(frame, [...(edits.get(frame) ?? []), instruction || FRESH])
  const numbers = [...edits.keys()].toSorted((a, b) => a - b)
  const said = wishes.map(({ instruction }) => instruction).filter(Boolean)
  const frames = numbers.length === 1 ? `frame ${numbers[0]}` : `frames ${listed(numbers)}`
  const says =
    said.length > 0 ? `I edit ${frames}: ${said.join('; ')}.${beyondStandIn(said)}` : `I take ${frames} again.`
  return answer('Single frames shall be different.', says, [
    tools.call('edit_frames', {
      edits: numbers.map((frame) => ({ frame, instruction: (edits.get(frame) ?? []).join('. ') })),
    }),
  ])
}

function resize(aspectRatio: string, approved: boolean, { position, tools }: Scene): Answer {
  if (position.current === 'contact_sheet' && !approved)
    return answer(
      'There are no frames yet.',
      'The format is a matter of the frames: approve the sheet, and then say it again.',
    )
  const choices = tools.choices('resize_frames', 'aspectRatio')
  if (choices.length > 0 && !choices.includes(aspectRatio)) return unknownRatio('The frames', aspectRatio, choices)
  return answer('The frames shall have another format.', `I bring the six frames to ${aspectRatio}.`, [
    tools.call('resize_frames', { aspectRatio }),
  ])
}

function unknownRatio(what: string, ratio: string, choices: string[]): Answer {
  return answer('That format does not exist.', `${what} cannot be ${ratio}; possible are ${listed(choices)}.`)
}

function makeClips(wishes: Of<'clips'>[], tools: OfferedTools): Answer {
  const clips = [...new Set(wishes.flatMap(({ clips }) => clips))].toSorted((a, b) => a - b)
  const movements = wishes.flatMap(({ clips, movement }): [number[], string][] => (movement ? [[clips, movement]] : []))
  const seconds = wishes.findLast(({ seconds }) => seconds !== undefined)?.seconds
  const which =
    clips.length === 0
      ? 'the clips that are missing'
      : clips.length === 1
        ? `clip ${clips[0]}`
        : `clips ${listed(clips)}`
  const how = movements.length > 0 ? `: ${movements.map(([, movement]) => movement).join('; ')}` : ''
  return answer('Clips shall be made again.', `I make ${which} again${how}. The others stay.`, [
    clipsCall({ clips, movements, seconds }, tools),
  ])
}

function setStops(stops: 'never' | 'every_stage', tools: OfferedTools): Answer {
  const says =
    stops === 'never'
      ? 'From here I run to the end without stopping.'
      : 'From now on I stop after every stage and ask you.'
  return answer('The person decides when we stop.', says, [tools.call('set_stops', { stops })])
}
