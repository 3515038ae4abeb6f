import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunnerLine } from '@fashion-shoot/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Director, startDirector } from '../../../demo/src/director/startDirector.ts'
import { makePicture, makeSheet } from '../../test/makeMedia.ts'
import { processesBelow } from '../../test/processesBelow.ts'
import { type GatewayServer, startGatewayServer } from '../../test/startGatewayServer.ts'
import { type Host, REAL_RUNNER, startHost } from '../../test/startHost.ts'

// The real runner and the real Agent SDK die in mid-turn; another runner, with empty folders, goes on.

const LINE = 'confident streetwear editorial, city at dusk'
let workDir: string
let host: Host
let director: Director
let gateway: GatewayServer
let sessionId: string
/** Jobs wait for it. */
let hold: PromiseWithResolvers<void>
/** Bodies of the requests to the model. */
let heard: string[]

beforeEach(async () => {
  sessionId = crypto.randomUUID()
  hold = Promise.withResolvers()
  heard = []
  workDir = await mkdtemp(join(tmpdir(), 'interruption-'))
  director = await startDirector({ port: 0, speed: 'fast', apiKey: 'provider-key' })
  gateway = await startGatewayServer({
    token: 'gateway-token',
    sessionId,
    modelUrl: director.url,
    onModelRequest: (body) => heard.push(body),
    async make({ slot }) {
      await hold.promise
      return slot === 'contact_sheet' ? makeSheet() : makePicture(180, 120, '#777')
    },
  })
  await gateway.addReference('model', await makePicture(300, 400, '#ca8'), 'model.png')
  await start()
})
afterEach(async () => {
  hold.resolve()
  await host.stop()
  await gateway.close()
  await director.close()
  await rm(workDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  host = await startHost({ WORK_DIR: workDir, RUNNER: REAL_RUNNER, MODEL_MAX_RETRIES: '1' })
}

const begin = (prompt: string, turn: { turnId?: string; attempt?: number; forget?: boolean } = {}) =>
  host.start(prompt, { sessionId, gatewayUrl: gateway.url, ...turn })
const tools = (lines: RunnerLine[]) => lines.flatMap((line) => (line.t === 'tool' ? [line.d] : []))
const stages = () => gateway.shoot().checkpoints.map(({ stage }) => stage)
const jobOf = (slot: string) => expect.poll(() => gateway.jobRequests().at(-1)?.slot, { timeout: 15_000 }).toBe(slot)
/** What the director was sent last. */
const lastHeard = () => heard.at(-1) ?? ''
/** How often it has been sent these words as somebody's own: alone, or said again before what an interruption tells. */
const timesHeard = (words: string) =>
  [`"${words}"`, `"${words}\\n\\n<interruption>`].reduce(
    (sum, said) => sum + lastHeard().split(`"text":${said}`).length - 1,
    0,
  )

const Entry = z.object({ uuid: z.string().optional() })
const entries = () => gateway.transcript.lines.map((line) => Entry.parse(JSON.parse(line)))

/** Resolves when it is written down that the director has called a tool. */
async function written(tool: string): Promise<void> {
  const isCall = (line: string) => line.includes(`"name":"mcp__shoot__${tool}"`)
  await expect.poll(() => gateway.transcript.lines.some(isCall), { timeout: 10_000 }).toBe(true)
}

describe('a turn that is interrupted', () => {
  it('goes on after the SDK’s process was killed in mid-tool, with the same job, and nothing is heard twice', async () => {
    const { turnId } = await begin(LINE)
    await jobOf('hero')
    await written('generate_hero')
    for (const pid of processesBelow(host.pid, 'claude-agent-sdk-')) process.kill(pid, 'SIGKILL')
    const first = await host.said(turnId)
    expect(first.at(-1)).toMatchObject({ t: 'lost', code: 'director_stopped' })
    await begin(LINE, { turnId, attempt: 2 })
    await expect.poll(() => lastHeard().includes('<interruption>'), { timeout: 15_000 }).toBe(true)
    hold.resolve()
    const second = await host.said(turnId, 2)
    expect(second.at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(tools(second)).toEqual(['generate_hero'])
    expect(gateway.jobRequests()).toHaveLength(1)
    expect(stages()).toEqual(['hero'])
    // The person said it once; then came the true state.
    expect(timesHeard(LINE)).toBe(1)
    expect(lastHeard().includes('\\"state\\": \\"submitted\\"')).toBe(true)
  })

  it('goes on with empty folders after host and runner were killed in mid-tool', async () => {
    hold.resolve()
    await host.said((await begin(LINE)).turnId)
    hold = Promise.withResolvers()
    const { turnId } = await begin('approve')
    await jobOf('contact_sheet')
    await written('generate_contact_sheet')
    await host.stop('SIGKILL')
    await rm(join(workDir, sessionId), { recursive: true, force: true })
    await start()
    await begin('approve', { turnId, attempt: 2 })
    hold.resolve()
    const after = await host.said(turnId, 2)
    expect(tools(after)).toEqual(['generate_contact_sheet'])
    expect(gateway.jobRequests()).toHaveLength(2)
    expect(stages()).toEqual(['hero', 'contact_sheet'])
    const next = await host.said((await begin('what have we got so far?')).turnId)
    expect(next.at(-1)).toEqual({ t: 'done', end: 'completed' })
    const ids = entries().flatMap(({ uuid }) => uuid ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('goes on after the runner was killed in mid-word, and says it anew', async () => {
    const { turnId } = await begin(LINE)
    const reader = (await host.call(`/turns/${turnId}/lines`)).body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; !text.includes('"t":"token"'); ) text += (await reader?.read())?.value ?? ''
    for (const pid of processesBelow(host.pid, REAL_RUNNER)) process.kill(pid, 'SIGKILL')
    const first = await host.said(turnId)
    expect(first.at(-1)).toMatchObject({ t: 'lost', code: 'runner_died' })
    await begin(LINE, { turnId, attempt: 2 })
    hold.resolve()
    const second = await host.said(turnId, 2)
    expect(second.at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(stages()).toEqual(['hero'])
    expect(timesHeard(LINE)).toBe(1)
    expect(gateway.jobRequests()).toHaveLength(1)
  })

  it('can be begun again by the runner that has ended it, and by one that does without what was said before', async () => {
    hold.resolve()
    const { turnId: ended } = await begin(LINE)
    await host.said(ended)
    await begin(LINE, { turnId: ended, attempt: 2 })
    expect((await host.said(ended, 2)).at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(lastHeard().includes('<interruption>')).toBe(true)
    expect(timesHeard(LINE)).toBe(1)
    await host.stop()
    await start()
    const { turnId } = await begin('approve', { attempt: 3, forget: true })
    const lines = await host.said(turnId, 3)
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(timesHeard(LINE)).toBe(0)
    expect(lastHeard().includes('approve')).toBe(true)
  })
})

describe('a runner whose transcript another one has taken over', () => {
  it('ends, and adds nothing', async () => {
    const { turnId } = await begin(LINE)
    await jobOf('hero')
    gateway.transcript.writer = crypto.randomUUID()
    const before = gateway.transcript.lines.length
    hold.resolve()
    expect((await host.said(turnId)).at(-1)).toMatchObject({ t: 'lost', code: 'runner_died' })
    expect(gateway.transcript.lines).toHaveLength(before)
  })
})
