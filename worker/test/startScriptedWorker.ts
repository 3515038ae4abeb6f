import type { DecisionRequest, SessionView } from '@fashion-shoot/protocol'
import { expect } from 'vitest'
import { post } from './client.ts'
import { catchTurn, type OpenTurn, openTurn } from './openTurn.ts'
import { type ScriptedHost, startScriptedHost } from './startScriptedHost.ts'
import { type RunningWorker, startWorker } from './startWorker.ts'

/** The Worker with a host behind it whose director is a test's own, and what most tests ask of the two. */
export type ScriptedWorker = {
  worker: RunningWorker
  host: ScriptedHost
  /** The address under which the API lies. */
  api: string
  /** The Worker's variables, for another one beside it. */
  vars: Record<string, string>
  /** Starts a turn that stays open until the test ends it, in a new session or in one that is there. */
  openTurn(prompt: string, sessionId?: string, references?: string[]): Promise<OpenTurn>
  /** Decides a checkpoint, and starts a turn by that which stays open. */
  decide(sessionId: string, checkpointId: string, decision: DecisionRequest): Promise<OpenTurn>
  view(sessionId: string): Promise<SessionView>
  /** Resolves once D1 and the bucket's traces have all that a session has noted for them. */
  projected(sessionId: string): Promise<void>
  close(): Promise<void>
}

/** Starts both; `settings` are variables of the Worker beside those that lead to the host. */
export async function startScriptedWorker(
  settings: Record<string, string> = {},
  stateDir?: string,
): Promise<ScriptedWorker> {
  const host = await startScriptedHost()
  const vars = { AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token, ...settings }
  const worker = await startWorker(vars, stateDir).catch(async (error: unknown) => {
    // Nobody else knows of it, and it would keep the test's process alive.
    await host.close()
    throw error
  })
  const api = `${worker.url}/api`
  return {
    worker,
    host,
    api,
    vars,
    openTurn: (...what) => openTurn(api, host, ...what),
    decide: (id, checkpointId, decision) =>
      catchTurn(api, host, id, () => post(`${api}/sessions/${id}/checkpoints/${checkpointId}`, decision)),
    view: async (id) => ((await (await fetch(`${api}/sessions/${id}`)).json()) as { view: SessionView }).view,
    projected: async (id) => {
      const noted = () => worker.queryObject(id, 'SELECT kind FROM outbox')
      await expect.poll(noted, { timeout: 20_000 }).toEqual([])
    },
    close: async () => {
      await worker.close()
      await host.close()
    },
  }
}
