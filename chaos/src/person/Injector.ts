import { setTimeout as sleep } from 'node:timers/promises'
import type { LoggedEvent, Stage } from '@fashion-shoot/protocol'
import type { Fault, Moment, Target } from '../schedule/ShootPlan.ts'
import type { Stack } from '../stack/Stack.ts'
import type { Tab } from '../tabs/Tab.ts'

/** What a turn works on: a stage, or a change of it. */
export type Work = { stage: Stage; isChange: boolean }
export type Happened = Work & { kind: string; detail: string }

/** What is told of a strike, by what it hits. */
export const STRIKES: Record<Target, string> = {
  runner: 'kill runner',
  sdk: 'kill sdk',
  host: 'kill host',
  objects: 'objects reset',
  workerd: 'kill workerd',
  all: 'kill all',
  sleep: 'container slept',
}

/** Makes the faults of a turn happen: those of the servers by declaring them, the others at their moments. */
export class Injector {
  readonly happened: Happened[] = []
  readonly #stack: Stack
  readonly #sessionId: string
  readonly #tabs: readonly Tab[]
  #work: Work = { stage: 'hero', isChange: false }
  #declared: Extract<Fault, { kind: 'server' }>[] = []
  #underway: Promise<unknown>[] = []
  #disarm: (() => void)[] = []

  /** @param tabs the first is the one by whose events moments are told; it is never dropped */
  constructor(stack: Stack, sessionId: string, tabs: readonly Tab[]) {
    this.#stack = stack
    this.#sessionId = sessionId
    this.#tabs = tabs
  }

  /** Called before the turn begins. */
  async arm(work: Work, faults: readonly Fault[]): Promise<void> {
    this.#work = work
    this.#declared = faults.filter((fault) => fault.kind === 'server')
    await this.#stack.declare(this.#declared.map(({ declared }) => declared))
    for (const fault of faults) {
      if (fault.kind === 'drop') this.at(fault.moment, async () => this.#drop(fault))
      if (fault.kind !== 'kill') continue
      // A container sleeps when nothing runs in it.
      if (fault.target === 'sleep' && fault.moment.on === 'start') await this.#strike(fault)
      else this.at(fault.moment, () => this.#strike(fault))
    }
  }

  /** Has something done at a moment of the turn for which it is armed. */
  at({ on, nth, afterMs }: Moment, act: () => Promise<void>): void {
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

  /** Called when the turn is over: what has not happened by then does not happen. Resolves when all parts are up again. */
  async disarm(): Promise<void> {
    for (const end of this.#disarm.splice(0)) end()
    await Promise.all(this.#underway.splice(0))
    await this.#stack.whole()
  }

  /** Called when the work is done: the servers are well again. */
  async heal(): Promise<void> {
    const used = await this.#stack.usedFaults()
    for (const [index, { declared }] of this.#declared.entries()) {
      const times = used[index] ?? 0
      if (times === 0) continue
      const { route, skip, fault } = declared
      const detail = `${JSON.stringify(fault)} × ${times} after ${skip}`
      this.happened.push({ ...this.#work, kind: `${route} ${nameOf(fault)}`, detail })
    }
    this.#declared = []
    await this.#stack.declare([])
  }

  async #strike({ target, moment }: Extract<Fault, { kind: 'kill' }>): Promise<void> {
    if (!(await this.#stack.strike(target, this.#sessionId))) return
    this.happened.push({
      ...this.#work,
      kind: STRIKES[target],
      detail: words(moment),
    })
  }

  #drop({ tab, moment, awayMs, anew }: Extract<Fault, { kind: 'drop' }>): void {
    this.#tabs[tab]?.drop(awayMs, anew)
    const detail = `tab ${tab} ${words(moment)}, for ${awayMs} ms`
    this.happened.push({ ...this.#work, kind: anew ? 'tab reloaded' : 'tab dropped', detail })
  }
}

/** What a moment calls an event. */
function kindOf(event: LoggedEvent['event']): Moment['on'] | null {
  if (event.type === 'session_init') return 'start'
  if (event.type === 'text_delta') return 'token'
  if (event.type === 'system') return event.subtype === 'tool_call' ? 'tool' : null
  if (event.type === 'active_version') return 'version'
  return event.type === 'asset' && event.asset.slot !== null ? 'asset' : null
}

function nameOf({ kind, status, retryAfter }: { kind: string; [setting: string]: unknown }): string {
  if (kind === 'status') return `${status}${retryAfter === undefined ? '' : ' with retry-after'}`
  return kind
}

function words({ on, nth, afterMs }: Moment): string {
  return `${afterMs} ms after ${on} ${nth}`
}
