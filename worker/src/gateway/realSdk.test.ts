import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { SessionView } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Director, startDirector } from '../../../demo/src/director/startDirector.ts'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

const ROOT = join(import.meta.dirname, '../../..')

let director: Director
let host: ScriptedHost
let worker: RunningWorker
let sessionDir: string

beforeAll(async () => {
  sessionDir = await mkdtemp(join(tmpdir(), 'real-sdk-'))
  director = await startDirector({ port: 0, speed: 'fast', apiKey: 'the-key' })
  host = await startScriptedHost()
  worker = await startWorker({
    AGENT_HOST_URL: host.url,
    AGENT_HOST_TOKEN: host.token,
    ANTHROPIC_API_KEY: 'the-key',
    ANTHROPIC_BASE_URL: director.url,
  })
})
afterAll(async () => {
  await Promise.all([worker.close(), host.close(), director.close()])
  await rm(sessionDir, { recursive: true, force: true })
})

/** Has a director of the real Agent SDK work in an open turn, and returns what the SDK says that it has cost, USD. */
async function costBySdk({ sessionId, token }: OpenTurn, model: string): Promise<number> {
  const env = {
    PATH: process.env.PATH,
    SESSION_ID: sessionId,
    SESSION_DIR: sessionDir,
    AGENT_DIR: join(ROOT, 'agent'),
    GATEWAY_URL: `${worker.url}/gateway`,
    GATEWAY_TOKEN: token,
    MODEL: model,
  }
  const script = join(ROOT, 'sandbox/test/costBySdk.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'what have we got so far?'], { env })
  return Number(stdout)
}

it.each(['claude-sonnet-5', 'claude-opus-5-5'])('what is booked of %s is what the Agent SDK counts', async (model) => {
  const turn = await openTurn(`${worker.url}/api`, host, 'go')
  const usd = await costBySdk(turn, model)
  const { view } = (await (await fetch(`${worker.url}/api/sessions/${turn.sessionId}`)).json()) as { view: SessionView }
  expect(usd).toBeGreaterThan(0.01)
  expect(Math.abs(view.spend.turnUsd / usd - 1)).toBeLessThan(0.01)
})
