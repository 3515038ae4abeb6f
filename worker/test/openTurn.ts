import { TurnStarted } from '@fashion-shoot/protocol'
import { post } from './client.ts'
import type { ScriptedHost } from './startScriptedHost.ts'

/** The gateway as the container of an open turn sees it. */
export type OpenTurn = {
  sessionId: string
  turnId: string
  /** The container's token for the gateway. */
  token: string
  /** Calls the gateway with the session's token. */
  call(path: string, init?: RequestInit): Promise<Response>
  send(path: string, body: unknown): Promise<Response>
  /** Puts a file into a slot. */
  put(slot: string, bytes: Uint8Array, options?: { madeFrom?: string[]; sha256?: string }): Promise<Response>
  /** Lets the turn end, and waits until the session says so. */
  end(): Promise<void>
}

/** Starts a turn that stays open until the test ends it, in a new session or in one that is there. */
export async function openTurn(
  api: string,
  host: ScriptedHost,
  prompt: string,
  sessionId?: string,
  references: string[] = [],
): Promise<OpenTurn> {
  const id = sessionId ?? String(((await (await post(`${api}/sessions`, {})).json()) as { id: string }).id)
  return await catchTurn(api, host, id, () => post(`${api}/sessions/${id}/turns`, { prompt, references }))
}

/** The turn that `begin` has started, which stays open until the test ends it. */
export async function catchTurn(
  api: string,
  host: ScriptedHost,
  id: string,
  begin: () => Promise<Response>,
): Promise<OpenTurn> {
  const started = Promise.withResolvers<{ gatewayUrl: string; gatewayToken: string; end: () => void }>()
  host.script = async (turn, say) => {
    // Another session's turn may be begun again meanwhile.
    if (turn.sessionId === id) started.resolve({ ...turn, end: () => say({ t: 'done', end: 'completed' }) })
  }
  const { turnId } = TurnStarted.parse(await (await begin()).json())
  const { gatewayUrl, gatewayToken, end } = await started.promise
  const call: OpenTurn['call'] = (path, init) =>
    fetch(gatewayUrl + path, { ...init, headers: { authorization: `Bearer ${gatewayToken}`, ...init?.headers } })
  return {
    sessionId: id,
    turnId,
    token: gatewayToken,
    call,
    send: (path, body) =>
      call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    put: async (slot, bytes, { madeFrom = [], sha256 } = {}) => {
      const hash = sha256 ?? Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
      const query = new URLSearchParams({ width: '300', height: '200', madeFrom: madeFrom.join() })
      const headers = { 'content-type': 'image/png', 'x-content-sha256': hash }
      return await call(`/files/${slot}?${query}`, { method: 'PUT', headers, body: new Uint8Array(bytes) })
    },
    end: async () => {
      end()
      const isRunning = async () => {
        const answer = (await (await fetch(`${api}/sessions/${id}`)).json()) as { view: { running: boolean } }
        return answer.view.running
      }
      while (await isRunning()) await new Promise((next) => setTimeout(next, 20))
    },
  }
}
