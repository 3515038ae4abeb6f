import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunnerLine } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiError } from '../../../demo/src/director/ApiError.ts'
import { type Director, startDirector } from '../../../demo/src/director/startDirector.ts'
import { makePicture, makeSheet } from '../../test/makeMedia.ts'
import { type GatewayServer, startGatewayServer } from '../../test/startGatewayServer.ts'
import { type Host, REAL_RUNNER, startHost } from '../../test/startHost.ts'

// The real runner and the real Agent SDK, in the real host; outside of them the scripted director and a gateway in memory.

const sessionId = crypto.randomUUID()
let workDir: string
let host: Host
let director: Director
let gateway: GatewayServer
/** The last request to the model. */
let heard = ''
/** Whether the model service refuses everything. */
let overloaded = false
/** Jobs wait for it. */
let hold: Promise<void> = Promise.resolve()

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'runner-'))
  director = await startDirector({
    port: 0,
    speed: 'fast',
    apiKey: 'provider-key',
    faults: () => (overloaded ? new ApiError('overloaded_error', 'Overloaded').response('req_1') : undefined),
  })
  gateway = await startGatewayServer({
    token: 'gateway-token',
    sessionId,
    modelUrl: director.url,
    onModelRequest: (body) => {
      heard = body
    },
    async make({ slot }) {
      await hold
      return slot === 'contact_sheet' ? makeSheet() : makePicture(180, 120, '#777')
    },
  })
  await gateway.addReference('model', await makePicture(300, 400, '#ca8'), 'model.png')
  await start()
})
afterAll(async () => {
  await host.stop()
  await gateway.close()
  await director.close()
  await rm(workDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  host = await startHost({ WORK_DIR: workDir, RUNNER: REAL_RUNNER, MODEL_MAX_RETRIES: '1' })
}

async function turn(prompt: string): Promise<RunnerLine[]> {
  const { turnId } = await host.start(prompt, { sessionId, gatewayUrl: gateway.url })
  return host.said(turnId)
}

const tools = (lines: RunnerLine[]) => lines.flatMap((line) => (line.t === 'tool' ? [line.d] : []))
const stages = () => gateway.shoot().checkpoints.map(({ stage }) => stage)

/** What a reader ends up with, from tokens alone and from finished messages alone. */
function words(lines: RunnerLine[]): { streamed: string; finished: string } {
  return {
    streamed: lines.map((line) => (line.t === 'token' ? line.d : '')).join(''),
    finished: lines.map((line) => (line.t === 'assistant' ? line.d : '')).join(''),
  }
}

describe('the agent-runner with the Agent SDK', () => {
  it('makes the hero from one line of direction, says every word exactly, and stops at the checkpoint', async () => {
    const lines = await turn('confident streetwear editorial, city at dusk')
    expect(lines.filter(({ t }) => t === 'error')).toEqual([])
    expect(tools(lines)).toContain('Skill')
    expect(tools(lines).at(-1)).toBe('generate_hero')
    expect(lines.filter((line) => line.t === 'tool_done' && !line.ok)).toEqual([])
    expect(stages()).toEqual(['hero'])
    const { streamed, finished } = words(lines)
    expect(finished.length).toBeGreaterThan(40)
    expect(streamed).toBe(finished)
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'completed' })
    const [job] = gateway.jobRequests()
    expect(job).toHaveProperty('prompt', expect.stringContaining('Image 1 is the model.'))
  })

  it('goes on with the next stage in the same conversation', async () => {
    const lines = await turn('approve')
    expect(tools(lines)).toContain('generate_contact_sheet')
    expect(stages()).toEqual(['hero', 'contact_sheet'])
  })

  it('goes on in a new process from its transcript', async () => {
    await host.stop()
    await start()
    expect(tools(await turn('approve'))).toContain('extract_frames')
    expect(stages()).toEqual(['hero', 'contact_sheet', 'frames'])
  })

  it('ends the turn at what is beyond the budget, without another word, and goes on once there is one', async () => {
    gateway.setBudget(0)
    const lines = await turn('edit frame 1: brighter eyes')
    const at = lines.findIndex((line) => line.t === 'tool_done' && !line.ok)
    // The shoot itself tells the person.
    expect(lines[at]).toEqual({ t: 'tool_done', id: expect.any(String), ok: false, ms: expect.any(Number) })
    expect(lines.slice(at + 1).filter(({ t }) => t === 'assistant' || t === 'token' || t === 'tool')).toEqual([])
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'completed' })
    gateway.setBudget(10)
    expect(tools(await turn('try again'))).toContain('edit_frames')
    expect(gateway.jobRequests().at(-1)?.slot).toBe('frame_1')
  })

  it('stops when the person says so, in the middle of a tool, and listens again at once', async () => {
    let release = () => {}
    hold = new Promise((resolve) => {
      release = resolve
    })
    const { turnId } = await host.start('edit frame 2: brighter eyes', { sessionId, gatewayUrl: gateway.url })
    await expect.poll(() => gateway.jobRequests().at(-1)?.slot, { timeout: 5000 }).toBe('frame_2')
    await host.cancel(turnId)
    const lines = await host.said(turnId)
    release()
    expect(lines).toContainEqual(
      expect.objectContaining({ t: 'tool_done', ok: false, error: 'Stopped.', stopped: true }),
    )
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'interrupted' })
    const next = await turn('what have we got so far?')
    expect(next.at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(readFileSync(join(workDir, sessionId, 'runner.log'), 'utf8')).not.toContain('did not stop')
  })

  it('says in words that the model service fails, and works again when it does', async () => {
    overloaded = true
    const lines = await turn('what have we got so far?')
    expect(lines.find(({ t }) => t === 'status')).toBeDefined()
    expect(lines.at(-2)).toMatchObject({ t: 'error', code: 'model_unavailable', retryable: true })
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'failed' })
    overloaded = false
    expect((await turn('try again')).at(-1)).toEqual({ t: 'done', end: 'completed' })
  })

  it('has the model think as much as the turn says', async () => {
    const words = 'what have we got so far?'
    const { turnId } = await host.start(words, {
      sessionId,
      gatewayUrl: gateway.url,
      model: 'claude-sonnet-5',
      effort: 'low',
    })
    expect((await host.said(turnId)).at(-1)).toEqual({ t: 'done', end: 'completed' })
    expect(JSON.parse(heard)).toMatchObject({ model: 'claude-sonnet-5', output_config: { effort: 'low' } })
  })

  it('begins anew when the transcript holds nothing that was said', async () => {
    await host.stop()
    gateway.transcript.lines = ['{"type":"mode","mode":"normal"}']
    await start()
    expect((await turn('what have we got so far?')).at(-1)).toEqual({ t: 'done', end: 'completed' })
  })
})
