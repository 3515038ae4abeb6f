/** The scripted director: what it answers to a request, from the request alone. */
import type { MessagesRequest } from '../MessagesRequest.ts'
import { type Answer, answer } from './Answer.ts'
import { answerFailure } from './answerFailure.ts'
import { answerPlan, isPlanApproval, isPlanOpen } from './answerPlan.ts'
import { answerWishes, goOn } from './answerWishes.ts'
import type { Block } from './blocks.ts'
import { forPerson } from './forPerson.ts'
import { OfferedTools } from './OfferedTools.ts'
import { AFTER_STAGE, CLOSING, INTRODUCTION, understood } from './prose.ts'
import { type Call, type Conversation, readConversation, type Turn } from './readConversation.ts'
import { readPosition } from './readPosition.ts'
import type { Scene } from './Scene.ts'
import type { Film } from './stageCalls.ts'
import { STAGE_TOOLS, stageOfTool } from './stages.ts'
import { readWishes } from './words/readWishes.ts'
import type { Wish } from './words/wishes.ts'

/** Tools that only look. */
const LOOKING = new Set(['Skill', 'Read', 'get_shoot', 'view_asset'])
/** The skills of this product, as far as they are offered. */
const SKILLS = ['editorial-photography', 'fashion-shoot-pipeline']

/** The content blocks that answer a request. A pure function. */
export function plan(request: MessagesRequest): Block[] {
  const { thought, says, calls } = decide(readConversation(request), new OfferedTools(request))
  const thinks = request.thinking?.type === 'enabled' || request.thinking?.type === 'adaptive'
  return [
    ...(thinks ? [{ type: 'thinking' as const, thinking: thought }] : []),
    ...(says === '' ? [] : [{ type: 'text' as const, text: says }]),
    ...calls,
  ]
}

function decide(conversation: Conversation, tools: OfferedTools): Answer {
  const turn = conversation.turns.at(-1)
  if (!turn) return answer('Nobody has said anything yet.', `${INTRODUCTION} ${understood(undefined)}`)
  const opening = openTurn(conversation, turn, tools)
  if (opening) return opening

  const before = conversation.turns.slice(0, -1).flatMap(({ calls }) => calls)
  const looked = turn.calls.filter(({ tool }) => LOOKING.has(tool))
  const acted = turn.calls.filter(({ tool }) => !LOOKING.has(tool))
  if (acted.length > 0) return carryOn(conversation, turn, acted, tools)

  const blind = looked.filter(({ tool, result }) => tool === 'get_shoot' && result?.failed)
  const scene = setScene(conversation, turn.words, [...before, ...looked], tools)
  if (blind.length > 0) return answerFailure(blind, turn, scene.position, tools)
  const wishes = wishesOf(conversation, scene)
  const spoken = answerPlan(wishes, scene) ?? answerWishes(wishes, scene)
  return conversation.begun ? spoken : { ...spoken, says: `${INTRODUCTION} ${spoken.says}` }
}

/** Looks before it acts: skills at the very beginning, the state of the shoot in each turn. */
function openTurn(
  { begun, skills, skillTexts, turns }: Conversation,
  turn: Turn,
  tools: OfferedTools,
): Answer | undefined {
  const state = tools.has('get_shoot') ? [tools.call('get_shoot')] : []
  if (!begun) {
    const loaded = tools.has('Skill') ? SKILLS.filter((skill) => skills.includes(skill)) : []
    const calls = [...loaded.map((skill) => tools.call('Skill', { skill })), ...state]
    if (calls.length === 0) return undefined
    const says = `${INTRODUCTION} First I look at ${loaded.length > 0 ? 'our notes and at ' : ''}what you gave me.`
    return answer('A new conversation: I read the notes and see how the shoot stands.', says, calls)
  }
  if (turn.calls.length === 0 && state.length > 0) return answer('I see how the shoot stands.', '', state)
  const presets = presetFile(skillTexts)
  const read = turns.some(({ calls }) => calls.some(({ tool }) => tool === 'Read'))
  if (presets && !read && tools.has('Read') && turn.calls.some(({ tool }) => tool === 'Skill'))
    return answer('The notes name a file with the presets: I read it.', '', [
      tools.call('Read', { file_path: presets }),
    ])
  return undefined
}

/** The file of presets that a skill names as lying beside it. */
function presetFile(skillTexts: string[]): string | undefined {
  for (const text of skillTexts) {
    const folder = /^Base directory for this skill: (\S.*)$/m.exec(text)?.[1]?.trim()
    const file = /`([\w-]+\.json)`/.exec(text)?.[1]
    if (folder && file) return `${folder}/${file}`
  }
  return undefined
}

/** The turn's own calls are answered: goes on with the next stage, or says how it went. */
function carryOn(conversation: Conversation, turn: Turn, acted: Call[], tools: OfferedTools): Answer {
  const last = turn.calls.at(-1)
  const batch = turn.calls.filter((call) => call.batch === last?.batch)
  const failed = batch.filter(({ result }) => result?.failed)
  if (batch.some(isPlanOpen)) {
    return answer('The person sees first what I would order.', 'This is what I would order. Approve it, or change it.')
  }

  const calls = conversation.turns.flatMap(({ calls }) => calls)
  const scene = setScene(conversation, turn.words, calls, tools)
  if (failed.length > 0) return answerFailure(failed, turn, scene.position, tools)
  const { nonStop, next } = scene.position
  const made = acted.flatMap(({ tool }) => stageOfTool(tool) ?? []).at(-1)
  const running = made !== undefined || batch.some(({ tool }) => tool === 'set_stops')
  if (nonStop && running && next !== undefined) return goOn(scene)
  if (made === 'film' && next === undefined && nonStop) return answer('The film is made.', CLOSING)
  if (made && next === made)
    return answer(
      'It is not whole yet.',
      `${forPerson(last?.result?.text ?? '', tools)} Say “go on” and I make what is missing.`,
    )
  if (made) return answer('It is made. The person decides now.', AFTER_STAGE[made])
  const told = batch.map(({ result }) => forPerson(result?.text ?? '', tools)).join(' ')
  return answer(
    'That is done. The person decides now.',
    `${told} Say “go on” to continue from here, or what to change.`.trim(),
  )
}

function setScene(conversation: Conversation, words: string, calls: Call[], tools: OfferedTools): Scene {
  return {
    words,
    position: readPosition(calls),
    tools,
    calls,
    acted: calls.filter(({ tool }) => !LOOKING.has(tool)),
    introduced: conversation.begun && conversation.turns.length === 1,
    firstWords: firstWords(conversation),
    awaitedFilm: awaitedFilm(conversation, tools),
  }
}

/** Wishes about which nothing is done: to try them again is to try what was done before them. */
const IDLE = new Set<Wish['kind']>(['retry', 'status', 'help', 'hold', 'unclear', 'no_such'])

/** What the last words ask for. "Try again", when words before were cut off before anything was done about them, means those. */
function wishesOf({ turns }: Conversation, { words, position, tools }: Scene): Wish[] {
  const situation = { current: position.current, easings: tools.easings() }
  const wishes = readWishes(words, situation)
  if (wishes[0]?.kind !== 'retry') return wishes
  const before = turns.slice(0, -1)
  const lastDone = before.findLastIndex(({ calls }) => calls.some(({ tool }) => !LOOKING.has(tool)))
  const undone = before.slice(lastDone + 1).map((turn) => readWishes(turn.words, situation))
  return undone.findLast(([wish]) => wish !== undefined && !IDLE.has(wish.kind)) ?? wishes
}

/** The direction as far as it was given in earlier turns: all that was said before a hero was there. */
function firstWords({ turns }: Conversation): string {
  const said: string[] = []
  for (const { words, calls } of turns.slice(0, -1)) {
    for (const wish of readWishes(words, { current: undefined, easings: [] }))
      if (wish.kind === 'hero' && wish.direction) said.push(wish.direction)
    if (calls.some(({ tool, result }) => tool === 'generate_hero' && !result?.failed)) break
  }
  return said.join(', ')
}

/** What was said of the film in the turn that asked for clip 6 for it, as long as no film has been made since: a loop, for one. */
function awaitedFilm({ turns }: Conversation, tools: OfferedTools): Film {
  const isFilm = ({ tool }: Call) => tool === STAGE_TOOLS.film
  const isLoopClip = ({ tool, input }: Call) => tool === STAGE_TOOLS.clips && String(input.clips) === '6'
  const since = turns.slice(turns.findLastIndex(({ calls }) => calls.some(isFilm)) + 1)
  const asked = since.filter(({ words }) => !isPlanApproval(words))
  const turn = asked.findLast(({ calls }) => calls.some(isLoopClip))
  if (turn === undefined) return {}
  const wishes = readWishes(turn.words, { current: 'film', easings: tools.easings() })
  const { kind: _, ...film } = wishes.findLast((wish) => wish.kind === 'film') ?? { kind: 'film' }
  return { ...film, loop: true }
}
