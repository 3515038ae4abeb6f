import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { JournalLine, newId, type RunnerLine, type StartTurn } from '@fashion-shoot/protocol'
import type { z } from 'zod'
import type { Step } from './scriptedRunner.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export const SCRIPTED_RUNNER = path('scriptedRunner.ts')
export const REAL_RUNNER = path('../src/runner/main.ts')
const TOKEN = 'host-token'

/** The agent host as its own process, with this environment beside what it needs, and a client of its HTTP interface. */
export async function startHost(environment: Record<string, string>) {
  const child = spawn(process.execPath, [path('../src/host/main.ts')], {
    env: {
      PATH: process.env.PATH,
      HOST_TOKEN: TOKEN,
      AGENT_DIR: path('../../agent'),
      RUNNER: SCRIPTED_RUNNER,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [ready] = await once(child.stdout, 'data')
  const { port } = JSON.parse(String(ready))
  const url = `http://127.0.0.1:${port}`
  const call = (pathname: string, init: RequestInit = {}) =>
    fetch(url + pathname, { headers: { authorization: `Bearer ${TOKEN}`, ...init.headers }, ...init })

  return {
    url,
    pid: child.pid ?? 0,
    call,
    /** Starts a turn; a list of steps is a script for the scripted runner. */
    async start(prompt: string | Step[], turn: Partial<z.input<typeof StartTurn>> = {}) {
      const body = {
        turnId: newId('turn'),
        sessionId: crypto.randomUUID(),
        prompt: typeof prompt === 'string' ? prompt : JSON.stringify(prompt),
        gatewayUrl: 'http://127.0.0.1:1/gateway',
        gatewayToken: 'gateway-token',
        model: 'claude-sonnet-4-5',
        ...turn,
      }
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
      const response = await call('/turns', { method: 'POST', headers, body: JSON.stringify(body) })
      return { ...body, response }
    },
    /** An attempt's lines after a number, up to its end. */
    async lines(turnId: string, after = 0, attempt = 1): Promise<JournalLine[]> {
      const text = await (await call(`/turns/${turnId}/lines?attempt=${attempt}&after=${after}`)).text()
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JournalLine.parse(JSON.parse(line)))
    },
    /** The same without numbers. */
    async said(turnId: string, attempt = 1): Promise<RunnerLine[]> {
      return (await this.lines(turnId, 0, attempt)).map(({ line }) => line)
    },
    cancel: (turnId: string) => call(`/turns/${turnId}/cancel`, { method: 'POST' }),
    /** Ends the host with a signal and resolves to its exit code. */
    stop: (signal: NodeJS.Signals = 'SIGTERM') => end(child, signal),
  }
}

export type Host = Awaited<ReturnType<typeof startHost>>

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  const [code] = await exited
  return code
}
