import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isJobOver, type JobState } from '@fashion-shoot/protocol'
import { mayCome } from '../invariants/nothingIsLeftOver.ts'
import { type Api, Refusal } from '../person/Api.ts'
import type { Stack } from '../stack/Stack.ts'
import { Tab } from '../tabs/Tab.ts'
import type { Evidence } from './Evidence.ts'
import { type Order, readBooks } from './readBooks.ts'
import { readDatabase } from './readDatabase.ts'
import { readPlaces } from './readPlaces.ts'
import { readSession } from './readSession.ts'

/** ms for jobs that outlived their turn, for the copy in D1, and for tabs that are behind */
const SETTLE_MS = 60_000
/** ms without an event, after which no preview is on its way any more: longer than a runner pauses before it tries again */
const QUIET_MS = 25_000

/**
 * Waits until nothing more happens to a shoot, and then collects what everybody knows of it.
 *
 * @param known ids of the orders that the providers had before the shoot
 */
export async function gatherEvidence(
  stack: Stack,
  api: Api,
  sessionId: string,
  tabs: readonly Tab[],
  known: ReadonlySet<string>,
): Promise<Evidence> {
  await previewsAreIn(api, sessionId)
  const state = join(stack.folder, 'worker')
  await until(() => {
    const { jobs, outbox } = readSession(state, sessionId)
    const places = readPlaces(state, sessionId).filter((id) => !mayCome({ jobs }, id))
    return outbox === 0 && places.length === 0 && jobs.every((job) => isJobOver(job.state as JobState))
  })
  // The image service goes on with what nobody waits for any more.
  const orders = async () => (await readBooks(stack.demo)).filter(({ id }) => !known.has(id))
  await until(async () => !(await orders()).some((order) => isUnderway(order)))
  const { session, view } = await api.session(sessionId)
  await until(() => tabs.every((tab) => tab.view.lastSeq === view.lastSeq))
  const newcomer = new Tab(api.eventsUrl(sessionId))
  await until(() => newcomer.view.lastSeq >= view.lastSeq)
  newcomer.close()
  const files: Evidence['files'] = {}
  for (const id of Object.keys(view.assets)) files[id] = await hashOfFile(api, id)
  const runners = stack.runners(sessionId).map(({ pid, command }) => `${pid} ${command}`)
  return {
    tabs: tabs.map(({ events, view, connections, troubles }) => ({ events, view, connections, troubles })),
    replay: [...newcomer.events.values()],
    session,
    view,
    tables: readSession(state, sessionId),
    places: readPlaces(state, sessionId),
    database: readDatabase(state, sessionId),
    files,
    books: await orders(),
    processes: runners.slice(1),
  }
}

/** A preview comes when it is made, also when all else is over. Of what a runner that died had in hand, none may come. */
async function previewsAreIn(api: Api, sessionId: string): Promise<void> {
  let [lastSeq, since] = [0, Date.now()]
  await until(async () => {
    const { view } = await api.session(sessionId)
    if (view.lastSeq !== lastSeq) [lastSeq, since] = [view.lastSeq, Date.now()]
    return Object.values(view.assets).every(({ hasPreview }) => hasPreview) || Date.now() - since > QUIET_MS
  })
}

/** An order that never ends is not waited for. */
function isUnderway({ provider, state }: Order): boolean {
  return provider === 'kling' ? state === 'submitted' : state === 'in_queue'
}

async function hashOfFile(api: Api, assetId: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await api.media(assetId))
      .digest('hex')
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Resolves when the condition holds, or when nobody need wait any longer: what is wrong then shows in the evidence. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + SETTLE_MS
  while (!(await holds()) && Date.now() < deadline) await sleep(100)
}
