import { setTimeout as sleep } from 'node:timers/promises'
import type { LoggedEvent } from '@fashion-shoot/protocol'
import type { Fault, Moment, StagePlan } from '../schedule/ShootPlan.ts'
import type { Stack } from '../stack/Stack.ts'
import type { Tab } from '../tabs/Tab.ts'

export type Happened = { stage: string; kind: string; detail: string }

/** Makes a stage's faults happen: those of the servers by declaring them, the others at their moments of the stage's first turn. */
export class Injector {
  readonly happened: Happened[] = []
  readonly #stack: Stack
  readonly #sessionId: string
  readonly #tabs: readonly Tab[]
  #declared: { stage: string; faults: Extract<Fault, { kind: 'server' }>[] } = { stage: '', faults: [] }
  #underway: Promise<unknown>[] = []
  #disarm: (() => void)[] = []

  /** @param tabs the first is the one by whose events moments are told; it is never dropped */
  constructor(stack: Stack, sessionId: string, tabs: readonly Tab[]) {
    this.#stack = stack
    this.#sessionId = sessionId
    this.#tabs = tabs
  }

  /** Called before the turn begins that works on the stage. */
  async arm({ stage, faults, whim }: StagePlan, cancel: () => Promise<void>): Promise<void> {
    const servers = faults.filter((fault) => fault.kind === 'server')
    this.#declared = { stage, faults: servers }
    await this.#stack.declare(servers.map(({ declared }) => declared))
    for (const fault of faults) {
      if (fault.kind === 'drop') this.#at(fault.moment, async () => this.#drop(stage, fault))
      if (fault.kind !== 'kill') continue
      // A container sleeps when nothing runs in it.
      if (fault.target === 'sleep' && fault.moment.on === 'start') await this.#strike(stage, fault)
      else this.#at(fault.moment, () => this.#strike(stage, fault))
    }
    if (whim.kind === 'cancel') this.#at(whim.moment, cancel)
  }

  /** Called when that turn is over: what has not happened by then does not happen. Resolves when all parts are up again. */
  async disarm(): Promise<void> {
    for (const end of this.#disarm.splice(0)) end()
    await Promise.all(this.#underway.splice(0))
    await this.#stack.whole()
  }

  /** Called when the stage is done: the servers are well again. */
  async heal(): Promise<void> {
    const used = await this.#stack.usedFaults()
    for (const [index, { declared }] of this.#declared.faults.entries()) {
      const times = used[index] ?? 0
      if (times === 0) continue
      const { route, skip, fault } = declared
      const detail = `${JSON.stringify(fault)} × ${times} after ${skip}`
      this.happened.push({ stage: this.#declared.stage, kind: `${route} ${nameOf(fault)}`, detail })
    }
    this.#declared = { stage: '', faults: [] }
    await this.#stack.declare([])
  }

  #at({ on, nth, afterMs }: Moment, act: () => Promise<void>): void {
    const [first] = this.#tabs
    let count = 0
    const end = first?.onEvent(({ event }) => {
      if (kindOf(event) !== on) return
      count += 1
      if (count !== nth) return
      end?.()
      this.#underway.push(sleep(afterMs).then(act))
    })
    if (end !== undefined) this.#disarm.push(end)
  }

  async #strike(stage: string, { target, moment }: Extract<Fault, { kind: 'kill' }>): Promise<void> {
    if (!(await this.#stack.strike(target, this.#sessionId))) return
    this.happened.push({
      stage,
      kind: target === 'sleep' ? 'container slept' : `kill ${target}`,
      detail: words(moment),
    })
  }

  #drop(stage: string, { tab, moment, awayMs, anew }: Extract<Fault, { kind: 'drop' }>): void {
    this.#tabs[tab]?.drop(awayMs, anew)
    const detail = `tab ${tab} ${words(moment)}, for ${awayMs} ms`
    this.happened.push({ stage, kind: anew ? 'tab reloaded' : 'tab dropped', detail })
  }
}

/** What a moment calls an event. */
function kindOf(event: LoggedEvent['event']): Moment['on'] | null {
  if (event.type === 'session_init') return 'start'
  if (event.type === 'text_delta') return 'token'
  if (event.type === 'system') return event.subtype === 'tool_call' ? 'tool' : null
  return event.type === 'asset' && event.asset.slot !== null ? 'asset' : null
}

function nameOf({ kind, status, retryAfter }: { kind: string; [setting: string]: unknown }): string {
  if (kind === 'status') return `${status}${retryAfter === undefined ? '' : ' with retry-after'}`
  return kind
}

function words({ on, nth, afterMs }: Moment): string {
  return `${afterMs} ms after ${on} ${nth}`
}
