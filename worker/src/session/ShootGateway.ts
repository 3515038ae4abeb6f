import {
  type Asset,
  activeAsset,
  inputsOf,
  isStale,
  type Job,
  type JobRequest,
  newId,
  type PlanAnswer,
  type ShootState,
  SLOTS,
  type Slot,
  type Stage,
  type StageEnded,
  type Stops,
  slotFileName,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import type { FileNote } from '../files/fileNote.ts'
import { ProblemError } from '../problem.ts'
import { publicJob } from './jobs/JobBook.ts'
import type { ShootParts } from './shootParts.ts'
import { shootResolution } from './shootResolution.ts'
import { requireReachable } from './stages.ts'
import type { TranscriptBook } from './TranscriptBook.ts'
import type { NewFile } from './Versions.ts'

/** Where a new file goes, in which turn, and whose it is. */
type NewFilePlace = { id: string; turnId: string; of: { owner: string; sessionId: string } }

/** The container's side of a shoot: all that may be asked for through the gateway. Work happens in a turn, and nowhere else. */
export class ShootGateway {
  readonly #parts: ShootParts

  constructor(parts: ShootParts) {
    this.#parts = parts
  }

  get transcript(): TranscriptBook {
    return this.#parts.transcript
  }

  state(): ShootState {
    const { about, log, jobs } = this.#parts
    const { view } = log
    const { title, stops, imageModel, clipModel, budgetUsd } = about.require()
    return {
      title,
      stops,
      imageModel,
      clipModel,
      references: view.references.flatMap((id) => view.assets[id] ?? []),
      slots: SLOTS.flatMap((slot) => {
        const active = activeAsset(view, slot)
        if (active === undefined) return []
        const versions = (view.slots[slot]?.versions ?? []).flatMap((id) => view.assets[id] ?? [])
        return { slot, active, versions, stale: isStale(view, active) }
      }),
      checkpoints: view.checkpoints,
      resolution: shootResolution(jobs.requests(), imageModel),
      jobs: jobs.all().map(publicJob),
      spentUsd: view.spend.sessionUsd,
      budgetUsd,
    }
  }

  beginJob(request: JobRequest): Job {
    const turn = this.#beginWork(stageOfSlot(request.slot), inputsOf(request))
    return publicJob(this.#parts.jobs.begin(request, turn.id))
  }

  propose(requests: JobRequest[]): PlanAnswer {
    const { turns, log, versions, plans } = this.#parts
    const turn = turns.requireAtWork()
    const stage = stageOfSlot(requests[0]?.slot ?? 'hero')
    requireReachable(log.view, stage)
    for (const id of requests.flatMap(inputsOf)) versions.require(id)
    return log.transaction(() => plans.propose(requests, stage, turn))
  }

  async job(id: string, waitMs: number): Promise<Job> {
    const job = await this.#parts.jobs.wait(id, waitMs)
    if (job === undefined) throw new ProblemError('unknown_job')
    return publicJob(job)
  }

  /** Before the model is asked: the turn that its answer is for. Throws `over_budget` and `daily_cap` where nothing is left to spend. */
  async beginAnswer(): Promise<string> {
    const { turns, ledger, modelSpend } = this.#parts
    // The running one, or the one that has just ended.
    const turnId = turns.latest()
    if (turnId === undefined) throw new ProblemError('no_turn')
    ledger.requireRest()
    await modelSpend.requireRest(turnId)
    return turnId
  }

  /** Books what one of the model's answers has cost so far, USD. May be repeated. */
  bookAnswer(answerId: string, turnId: string, usd: number): void {
    const { log, ledger, projection, answers, modelSpend } = this.#parts
    log.transaction(() => {
      const more = answers.note(answerId, turnId, usd)
      if (more === 0) return
      ledger.charge('model', more, turnId)
      projection.mark('session', '')
    })
    void modelSpend.tell(turnId)
  }

  /** Before a file is sent: the asset that it is already, or the id under which to store it, and for whom. */
  openFile(slot: Slot, sha256: string, madeFrom: string[]): { known: Asset } | NewFilePlace {
    const { id: turnId } = this.#beginWork(stageOfSlot(slot), madeFrom)
    const known = this.#parts.versions.same(slot, sha256, madeFrom)
    if (known !== undefined) return { known }
    const { id: sessionId } = this.#parts.about.require()
    return { id: newId('out'), turnId, of: { owner: this.#parts.about.owner, sessionId } }
  }

  /**
   * After the bucket has confirmed the file: it is now the slot's active version, unless its turn is over or stopped meanwhile and
   * the slot has one. The same file, sent twice at a time, is one version.
   */
  addFile(id: string, slot: Slot, file: NewFile, turnId: string): Asset {
    const { versions, turns, log, askAboutLate } = this.#parts
    const known = versions.same(slot, file.sha256, file.madeFrom)
    if (known !== undefined) return known
    const isAwaited = turns.atWork()?.id === turnId
    const isEmpty = activeAsset(log.view, slot) === undefined
    return log.transaction(() => {
      const asset = versions.add(id, slot, file, { becomesActive: isAwaited || isEmpty })
      askAboutLate(turnId, asset)
      return asset
    })
  }

  /** Before the copy of a frame is sent that fits the clip services: under whose name, and which, it is stored. */
  openFit(assetId: string): FileNote {
    const { versions, about, files } = this.#parts
    this.#beginWork('clips', [assetId])
    const { slot } = versions.require(assetId)
    if (slot === null || stageOfSlot(slot) !== 'frames') {
      throw new ProblemError('invalid_request', 'Only a frame is made to fit the clip services.')
    }
    // What a provider has of it already may be another copy.
    files.forgetUploads([assetId])
    const { owner } = about
    return { owner, sessionId: about.require().id, fileName: slotFileName(slot, 'image/jpeg') }
  }

  /**
   * Before an asset's preview is sent, which no turn has to run for: whose it is; null where there is one, which browsers keep for
   * ever.
   */
  openPreview(assetId: string): FileNote | null {
    const { versions, about } = this.#parts
    const { fileName, hasPreview } = versions.require(assetId)
    if (hasPreview) return null
    return { owner: about.owner, sessionId: about.require().id, fileName: fileName.replace(/(\.\w+)?$/, '.webp') }
  }

  /** After the bucket has confirmed it. Told twice, it is the same. */
  addPreview(assetId: string, thumbhash: string): void {
    this.#parts.versions.addPreview(assetId, thumbhash)
  }

  requireAsset(id: string): Asset {
    return this.#parts.versions.require(id)
  }

  endStage(stage: Stage): StageEnded {
    const { turns, checkpoints, about } = this.#parts
    const turn = turns.requireRunning()
    const checkpoint = checkpoints.open(stage, turn.id, about.require().stops)
    return { checkpoint, endTurn: checkpoint.state === 'pending' }
  }

  setActive(slot: Slot, version: number): ShootState {
    const { turns, versions } = this.#parts
    turns.requireAtWork()
    versions.activate(slot, version)
    return this.state()
  }

  setStops(stops: Stops): ShootState {
    const { turns, about, projection } = this.#parts
    turns.requireRunning()
    about.update({ ...about.require(), stops })
    projection.mark('session', '')
    return this.state()
  }

  /** Work happens only in a turn, on a stage that can be reached, from assets that are ours, and once the person has decided. */
  #beginWork(stage: Stage, inputs: string[]): { id: string; prompt: string } {
    const { turns, log, versions, checkpoints, about } = this.#parts
    const turn = turns.requireAtWork()
    requireReachable(log.view, stage)
    for (const id of inputs) versions.require(id)
    checkpoints.settleByWork(stage, turn, about.require().stops)
    return turn
  }
}
