import { gatherEvidence } from './evidence/gatherEvidence.ts'
import { readBooks } from './evidence/readBooks.ts'
import { INVARIANTS } from './invariants/index.ts'
import { Api } from './person/Api.ts'
import { type Happened, Injector } from './person/Injector.ts'
import { Person, Stuck } from './person/Person.ts'
import type { ShootPlan } from './schedule/ShootPlan.ts'
import type { Stack } from './stack/Stack.ts'
import { Tab } from './tabs/Tab.ts'

export type Violation = { invariant: string; what: string }
export type ShootResult = {
  plan: ShootPlan
  sessionId: string
  faults: Happened[]
  violations: Violation[]
  turns: number
  connections: number
  ms: number
}

/** Runs one shoot from the first words to the approved film while its plan's faults happen, and then checks every invariant. */
export async function runShoot(stack: Stack, plan: ShootPlan): Promise<ShootResult> {
  const began = performance.now()
  const api = new Api(stack.url)
  const known = new Set((await readBooks(stack.demo)).map(({ id }) => id))
  const sessionId = await api.createSession()
  const tabs = Array.from({ length: plan.tabs }, () => new Tab(api.eventsUrl(sessionId)))
  const [first] = tabs
  if (first === undefined) throw new Error('A shoot needs a tab.')
  const injector = new Injector(stack, sessionId, tabs)
  const violations: Violation[] = []
  try {
    await new Person({ api, tab: first, injector, sessionId, plan }).shoot()
  } catch (error) {
    if (!(error instanceof Stuck)) throw error
    violations.push({ invariant: 'the session accepts a next turn', what: error.message })
  }
  await injector.heal()
  const evidence = await gatherEvidence(stack, api, sessionId, tabs, known)
  for (const tab of tabs) tab.close()
  for (const [invariant, check] of Object.entries(INVARIANTS)) {
    violations.push(...check(evidence).map((what) => ({ invariant, what })))
  }
  return {
    plan,
    sessionId,
    faults: injector.happened,
    violations,
    turns: evidence.tables.turns.length,
    connections: tabs.reduce((sum, { connections }) => sum + connections, 0),
    ms: performance.now() - began,
  }
}
