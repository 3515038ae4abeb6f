import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pendingCheckpoint, SLOTS, STAGES, type Stage, stageOfSlot } from '@fashion-shoot/protocol'
import { createRandom, type Random } from '../schedule/createRandom.ts'
import type { ShootPlan, StagePlan } from '../schedule/ShootPlan.ts'
import { repoRoot } from '../stack/repoRoot.ts'
import type { Tab } from '../tabs/Tab.ts'
import { type Api, Refusal } from './Api.ts'
import type { Injector } from './Injector.ts'

/** A turn that takes longer hangs. */
const TURN_MS = 150_000
/** How often a person asks again before giving up on a stage. */
const PATIENCE = 8

/** What no session may do to a person: hang, or refuse to go on. */
export class Stuck extends Error {}

/** Plays the person of one shoot, from the first words to the approved film, and asks again whenever something went wrong. */
export class Person {
  readonly #api: Api
  readonly #tab: Tab
  readonly #injector: Injector
  readonly #sessionId: string
  readonly #plan: ShootPlan
  readonly #random: Random
  /** Whether the last turn was stopped by this person. */
  #hasStopped = false

  constructor(parts: { api: Api; tab: Tab; injector: Injector; sessionId: string; plan: ShootPlan }) {
    this.#api = parts.api
    this.#tab = parts.tab
    this.#injector = parts.injector
    this.#sessionId = parts.sessionId
    this.#plan = parts.plan
    this.#random = createRandom(parts.plan.seed + 1)
  }

  /** @throws Stuck when a turn hangs or a stage cannot be reached */
  async shoot(): Promise<void> {
    const photos = await this.#uploadPhotos()
    for (const stage of this.#plan.stages) {
      if (this.#hasReached(stage.stage)) continue
      const begin = () => (stage.stage === 'hero' ? this.#say(this.#plan.direction, photos) : this.#approve())
      await this.#reach(stage, begin)
      await this.#indulge(stage)
    }
    await this.#turn(() => this.#approve())
    await this.#turn(() => this.#say('status'))
  }

  /** Works on a stage until its checkpoint waits. */
  async #reach({ stage, faults, whim }: StagePlan, begin: () => Promise<void>): Promise<void> {
    await this.#injector.arm({ stage, isChange: false }, faults)
    if (whim.kind === 'cancel') this.#injector.at(whim.moment, () => this.#cancel())
    await this.#whileArmed(() => this.#turn(begin))
    await this.#goOnUntil(stage)
    await this.#injector.heal()
  }

  async #whileArmed(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } finally {
      await this.#injector.disarm()
    }
  }

  async #goOnUntil(stage: Stage): Promise<void> {
    for (let tries = 0; !this.#hasReached(stage); tries++) {
      if (tries === PATIENCE)
        throw new Stuck(`The ${stage} was not reached by asking ${tries} times. ${this.#lastWords()}`)
      const words = this.#wordsToGoOn()
      this.#hasStopped = false
      await this.#turn(() => this.#say(words))
    }
  }

  /** Whether the person is asked about the stage, or a later one: who says "continue" to a stage that was stopped may have meant that. */
  #hasReached(stage: Stage): boolean {
    const waiting = this.#waiting()
    return waiting !== undefined && STAGES.indexOf(waiting.stage) >= STAGES.indexOf(stage)
  }

  /** What the hints of errors say that one may say. "Try again" where nothing went wrong would ask for one more. */
  #wordsToGoOn(): string {
    if (this.#hasStopped) return 'continue'
    const { conversation } = this.#tab.view
    const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person'))
    const wentWrong = turn.some((item) => item.kind === 'error' || (item.kind === 'tool' && item.state !== 'ok'))
    return wentWrong ? this.#random.pick(['continue', 'try again']) : 'continue'
  }

  async #indulge({ stage, whim }: StagePlan): Promise<void> {
    if (whim.kind !== 'revise' && whim.kind !== 'go-back') return
    const asked = this.#waiting()
    if (asked === undefined) return
    const body = { decision: 'revise', note: whim.note }
    await this.#injector.arm({ stage, isChange: true }, whim.faults)
    await this.#whileArmed(async () => {
      await this.#turn(() => this.#accepted(this.#api.decide(this.#sessionId, asked.id, body)))
      await this.#goOnUntil(stage)
      if (whim.kind === 'go-back') await this.#goBack(stage)
    })
    await this.#injector.heal()
  }

  /** Takes the first version of whatever the stage has more of. */
  async #goBack(stage: Stage): Promise<void> {
    const { view } = await this.#api.session(this.#sessionId)
    for (const slot of SLOTS) {
      const isChanged = stageOfSlot(slot) === stage && (view.slots[slot]?.versions.length ?? 0) > 1
      if (isChanged) await this.#api.activate(this.#sessionId, slot, 1)
    }
    await this.#caughtUp()
  }

  async #approve(): Promise<void> {
    const waiting = this.#waiting()
    if (waiting === undefined || this.#plan.approves === 'words') return await this.#say('approve')
    const tabs = this.#plan.approves === 'twice' ? 2 : 1
    const click = () => this.#accepted(this.#api.decide(this.#sessionId, waiting.id, { decision: 'approve' }))
    await Promise.all(Array.from({ length: tabs }, click))
  }

  #say(words: string, photos?: string[]): Promise<void> {
    return this.#accepted(this.#api.say(this.#sessionId, words, photos))
  }

  async #cancel(): Promise<void> {
    this.#hasStopped = true
    await this.#accepted(this.#api.cancel(this.#sessionId))
  }

  /** A call whose answer was lost is made twice, and the second is then refused because of the first. */
  async #accepted(call: Promise<void>): Promise<void> {
    await call.catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 409) throw error
    })
  }

  /** Begins a turn, and waits until it has ended. */
  async #turn(begin: () => Promise<void>): Promise<void> {
    await this.#caughtUp()
    const before = this.#ended()
    await begin()
    const deadline = Date.now() + TURN_MS
    while (this.#ended() === before) {
      if (Date.now() > deadline) throw new Stuck(`A turn hung for ${TURN_MS / 1000} s. ${this.#lastWords()}`)
      await sleep(50)
    }
    await this.#caughtUp()
  }

  /** Waits until the tab has seen all that the session has logged. */
  async #caughtUp(): Promise<void> {
    const { view } = await this.#api.session(this.#sessionId)
    const deadline = Date.now() + TURN_MS
    while (this.#tab.view.lastSeq < view.lastSeq) {
      if (Date.now() > deadline) {
        throw new Stuck(`A tab stands at event ${this.#tab.view.lastSeq}, the session at ${view.lastSeq}.`)
      }
      await sleep(20)
    }
  }

  #ended(): number {
    return [...this.#tab.events.values()].filter(({ event }) => event.type === 'complete').length
  }

  #waiting() {
    return pendingCheckpoint(this.#tab.view)
  }

  #lastWords(): string {
    return this.#tab.view.conversation
      .slice(-4)
      .map((item) => JSON.stringify(item))
      .join(' ')
  }

  async #uploadPhotos(): Promise<string[]> {
    const files = await Promise.all(
      ['model', 'garment'].map(async (role) => {
        const name = `${role}.png`
        return { name, role, bytes: new Uint8Array(await readFile(join(repoRoot, 'samples', name))) }
      }),
    )
    return (await this.#api.upload(files)).map(({ id }) => id)
  }
}
