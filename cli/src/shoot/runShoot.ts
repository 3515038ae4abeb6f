import {
  activeAsset,
  type Checkpoint,
  checkpointName,
  type DecisionRequest,
  emptyView,
  type Options,
  openShortfall,
  pendingCheckpoint,
  reduce,
  type SessionView,
  type Shortfall,
  slotName,
  staleSlots,
} from '@fashion-shoot/protocol'
import type { Api } from './Api.ts'
import { ApiProblem } from './ApiProblem.ts'
import { askBudget, askDecision, askWords } from './askPerson.ts'
import { followEvents } from './followEvents.ts'
import { planLines } from './planLines.ts'
import type { ShootArguments } from './readArguments.ts'
import type { Screen } from './Screen.ts'
import type { ShootFolder } from './ShootFolder.ts'
import { billWords, estimateWords, spendWords } from './spendWords.ts'

export type ShootRun = {
  api: Api
  folder: ShootFolder
  screen: Screen
  arguments: Omit<ShootArguments, 'server' | 'token' | 'json' | 'out'>
  /** True when a person can be asked. */
  interactive: boolean
  signal: AbortSignal
  /** True when no part of the studio charges real money. */
  demo: boolean
  /** Told as soon as the session has an id, and at each of its events. */
  onState: (state: RunState) => void
}

/** What somebody has to know who wants to go on with the shoot. */
export type RunState = {
  sessionId: string
  /** True when a stage waits for a decision. */
  waits: boolean
  /** A budget that suffices, USD, where the shoot has stopped for want of one. */
  enoughUsd: number | null
}

/** How a run ended: with a film, or with the reason in words why there is none; `isShown` where those stand on the screen. */
export type Outcome = { film: true } | { film: false; reason: string; isShown: boolean }

type Move =
  | { kind: 'decide'; checkpoint: Checkpoint; decision: DecisionRequest }
  | { kind: 'say'; words: string }
  | { kind: 'raise'; budgetUsd: number }
  | Outcome

/**
 * Runs a shoot to its film, or to where a decision is missing: begins or resumes the session, shows its events, decides at
 * checkpoints, and keeps the folder up to date at every stop.
 *
 * @throws ApiProblem when the studio refuses something; UserError when it goes away or a file arrives damaged
 */
export async function runShoot(run: ShootRun): Promise<Outcome> {
  const { api, folder, screen, signal } = run
  const { resume, references } = run.arguments
  const known = resume === null ? null : await api.describe(resume)
  const photos = references.length === 0 ? [] : await api.upload(references)
  if (known === null) await tellEstimate(run)
  const session = known?.session ?? (await api.createSession(optionsOf(run.arguments)))
  if (known !== null) await setOptions(run, session.id)
  run.onState({ sessionId: session.id, waits: false, enoughUsd: null })

  let words = run.arguments.prompt
  let view = emptyView
  /** What happened before this run is taken in, but not shown again. */
  const past = known?.lastSeq ?? 0
  /** The checkpoint that `--approve` is for: whoever said it can have seen no later one. */
  let approved: Checkpoint | undefined

  const act = async (): Promise<Outcome | null> => {
    const move = await nextMove(run, view, words, { approved, isNew: view.lastSeq > past })
    words = null
    if ('film' in move) return move
    if (move.kind === 'decide') await decide(run, session.id, move)
    else if (move.kind === 'say') await api.startTurn(session.id, move.words, photos.splice(0))
    else await raise(run, session.id, move.budgetUsd)
    return null
  }

  if (past === 0) {
    const outcome = await act()
    if (outcome !== null) return outcome
  }
  for await (const { seq, event } of followEvents(api, session.id, 0, signal)) {
    if (event !== null) {
      view = reduce(view, { seq, event })
      if (seq > past) screen.show({ seq, event }, view)
      const waits = !view.running && pendingCheckpoint(view) !== undefined
      run.onState({ sessionId: session.id, waits, enoughUsd: openShortfall(view)?.enoughUsd ?? null })
    }
    if (seq === past && run.arguments.approve) {
      approved = pendingCheckpoint(view)
      if (approved === undefined) screen.note('Nothing waits for a decision yet: --approve approves nothing.')
    }
    const waits = seq === past ? !view.running : seq > past && event?.type === 'complete'
    if (!waits) continue
    screen.rest()
    const { session: current } = await api.describe(session.id)
    const saved = await folder.save(api, current, view)
    if (saved.length > 0) screen.note(`Saved in ${folder.path}: ${saved.join(', ')}`)
    const stale = staleSlots(view)
    if (stale.length > 0) screen.note(`Made from versions that no longer count: ${stale.map(slotName).join(', ')}`)
    if (view.spend.turnUsd > 0) screen.note(spendWords(view, current.budgetUsd, run.demo))
    const outcome = await act()
    if (outcome?.film === true) screen.note(billWords(await api.spend(session.id)))
    if (outcome !== null) return outcome
  }
  throw signal.reason
}

/** What is said anew of a shoot that is resumed. */
async function setOptions({ api, arguments: { stops, budgetUsd } }: ShootRun, sessionId: string): Promise<void> {
  if (budgetUsd !== null) await api.setBudget(sessionId, budgetUsd)
  if (stops !== null) await api.setStops(sessionId, stops)
}

function optionsOf({ stops, budgetUsd, imageModel, clipModel }: ShootRun['arguments']): Options {
  return {
    ...(stops !== null && { stops }),
    ...(budgetUsd !== null && { budgetUsd }),
    ...(imageModel !== null && { imageModel }),
    ...(clipModel !== null && { clipModel }),
  }
}

/** Before the shoot is begun, what it is likely to cost. */
async function tellEstimate({ api, screen, demo, arguments: { budgetUsd, imageModel, clipModel } }: ShootRun) {
  const models = { ...(imageModel !== null && { imageModel }), ...(clipModel !== null && { clipModel }) }
  const estimate = await api.estimate(models)
  screen.note(estimateWords({ ...estimate, budgetUsd: budgetUsd ?? estimate.budgetUsd }, demo))
}

type Seen = {
  /** What `--approve` is for. */
  approved: Checkpoint | undefined
  /** True when something has happened since the run began. */
  isNew: boolean
}

/** What comes next in a session that waits: from the command line first, then from the person. */
async function nextMove(
  run: ShootRun,
  view: SessionView,
  words: string | null,
  { approved, isNew }: Seen,
): Promise<Move> {
  const pending = pendingCheckpoint(view)
  if (pending === undefined) {
    if (words !== null) return { kind: 'say', words }
    if (activeAsset(view, 'film') !== undefined) return { film: true }
    return await afterFailure(run, view, isNew)
  }
  const decide = (decision: DecisionRequest): Move => ({ kind: 'decide', checkpoint: pending, decision })
  if (words !== null) return decide({ decision: 'revise', note: words })
  if (pending.id === approved?.id) return decide({ decision: 'approve' })
  const shortfall = openShortfall(view)
  if (shortfall !== undefined) {
    // It may wait once more because a change to it was beyond the budget: nobody has approved it as it is.
    const move = await afterShortfall(run, view, shortfall, isNew)
    if (!run.interactive || 'budgetUsd' in move) return move
  } else if (run.arguments.yes) return decide({ decision: 'approve' })
  const filmMade = pending.stage === 'film'
  if (!run.interactive) {
    if (filmMade) return { film: true }
    return {
      film: false,
      reason: `A decision is needed on the ${checkpointName(pending)}, and nobody is here to ask.`,
      isShown: false,
    }
  }
  // One that was there before this run was not shown by its event.
  if (!isNew && pending.plan !== undefined) run.screen.note(planLines(pending.plan).join('\n'))
  const answer = await askDecision(pending)
  if (answer.kind === 'approve') return decide({ decision: 'approve' })
  if (answer.kind === 'change') return decide({ decision: 'revise', note: answer.note })
  return filmMade ? { film: true } : { film: false, reason: 'Stopped here. Everything is kept.', isShown: false }
}

/** A turn ended without a checkpoint and without a film: something failed, or the director asks something. */
async function afterFailure(run: ShootRun, view: SessionView, isNew: boolean): Promise<Move> {
  const last = view.conversation.findLast(({ kind }) => kind === 'error' || kind === 'director')
  const reason = last?.kind === 'error' ? `${last.message} ${last.hint}` : 'The director ended without a film.'
  const shortfall = openShortfall(view)
  if (shortfall !== undefined) return await afterShortfall(run, view, shortfall, isNew)
  const ended: Move = { film: false, reason, isShown: isNew && last?.kind === 'error' }
  if (!run.interactive) return ended
  const words = await askWords('What should the director do?', last?.kind === 'error' ? 'Try again' : '')
  return words === null ? ended : { kind: 'say', words }
}

/** Something was beyond the budget, which a person can raise. */
async function afterShortfall(run: ShootRun, view: SessionView, shortfall: Shortfall, isNew: boolean): Promise<Move> {
  const budgetUsd = run.interactive ? await askBudget(shortfall) : null
  if (budgetUsd !== null) return { kind: 'raise', budgetUsd }
  const told = view.conversation.findLast((item) => item.kind === 'error' && item.shortfall !== undefined)
  return { film: false, reason: told?.kind === 'error' ? `${told.message} ${told.hint}` : '', isShown: isNew }
}

async function raise({ api }: ShootRun, sessionId: string, budgetUsd: number): Promise<void> {
  await api.setBudget(sessionId, budgetUsd)
  await api.startTurn(sessionId, 'try again', [])
}

async function decide(run: ShootRun, sessionId: string, move: Extract<Move, { kind: 'decide' }>): Promise<void> {
  try {
    await run.api.decide(sessionId, move.checkpoint.id, move.decision)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'checkpoint_decided') throw error
    run.screen.note('Somebody else has decided on this meanwhile: that counts.')
  }
}
