import { readFileSync } from 'node:fs'
import type { SDKMessage } from '@anthropic-ai/claude-agent-sdk'
import { RunnerLine } from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import { type Translation, translate } from './translate.ts'

const FRESH: Translation = { streaming: false, toolStarts: {} }

/** Messages that the SDK really sent, with the ms at which it did: `test/recorded/<name>.jsonl`. */
function recorded(name: string): { ms: number; message: SDKMessage }[] {
  const file = new URL(`../../test/recorded/${name}.jsonl`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function linesOf(name: string): RunnerLine[] {
  let state = FRESH
  return recorded(name).flatMap(({ ms, message }) => {
    const { next, lines } = translate(state, message, ms)
    state = next
    return lines.map((line) => RunnerLine.parse(line))
  })
}

describe('a turn up to a checkpoint', () => {
  const lines = linesOf('stage')

  it('says thinking, exact tokens and each finished message in order', () => {
    expect(lines.slice(0, 7)).toEqual([
      { t: 'thinking' },
      { t: 'token', d: 'Street ' },
      { t: 'token', d: 'words.' },
      { t: 'assistant', d: 'Street words.', thinking: true },
      { t: 'token', d: 'Dusk 👩🏽‍🦱\n' },
      { t: 'token', d: '  and rain.' },
      { t: 'assistant', d: 'Dusk 👩🏽‍🦱\n  and rain.' },
    ])
  })

  it('says each tool by its own name with a short input, and how it ended', () => {
    const tools = lines.filter(({ t }) => t === 'tool' || t === 'tool_done')
    expect(tools.map((line) => (line.t === 'tool_done' ? { ...line, ms: 0 } : line))).toEqual([
      { t: 'tool', d: 'Skill', id: 'toolu_1', input: 'skill: editorial-photography' },
      { t: 'tool_done', id: 'toolu_1', ok: true, ms: 0 },
      { t: 'tool', d: 'Read', id: 'toolu_2', input: 'file_path: passwd' },
      { t: 'tool', d: 'view_asset', id: 'toolu_3', input: 'assetId: out_1' },
      {
        t: 'tool_done',
        id: 'toolu_2',
        ok: false,
        ms: 0,
        error: expect.stringMatching(/^Only the files of your skills/),
      },
      { t: 'tool_done', id: 'toolu_3', ok: false, ms: 0, error: 'There is no such asset.' },
      { t: 'tool', d: 'generate_hero', id: 'toolu_4', input: 'direction: Dusk after rain.; pose: street-walk' },
      { t: 'tool_done', id: 'toolu_4', ok: true, ms: 0 },
    ])
    expect(tools.every((line) => line.t !== 'tool_done' || (line.ms > 0 && line.ms < 1000))).toBe(true)
  })

  it('ends with `done`', () => {
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'completed' })
  })
})

describe('a stream that is cut', () => {
  it('voids the tokens of a message that starts again, and says why the person waits', () => {
    expect(linesOf('cut').slice(0, 7)).toEqual([
      { t: 'token', d: 'Hel' },
      { t: 'token', d: 'lo ' },
      { t: 'restart' },
      { t: 'status', d: 'The model service did not answer. Trying again in 1 s (1 of 2).' },
      { t: 'token', d: 'Hello ' },
      { t: 'token', d: 'world.' },
      { t: 'assistant', d: 'Hello world.' },
    ])
  })

  it('keeps what was complete before the cut', () => {
    expect(linesOf('cut-after-block').slice(0, 6)).toEqual([
      { t: 'token', d: 'First.' },
      { t: 'assistant', d: 'First.' },
      { t: 'token', d: 'Sec' },
      { t: 'restart' },
      { t: 'token', d: 'Second.' },
      { t: 'assistant', d: 'Second.' },
    ])
  })
})

describe('a turn that fails', () => {
  it('quotes the refusal of the model service and says what to do', () => {
    expect(linesOf('refused')).toEqual([
      {
        t: 'error',
        code: 'model_unpaid',
        message: 'The model service wants to be paid first: Credit balance is too low',
        hint: expect.stringContaining('kept'),
        retryable: false,
      },
      { t: 'done', end: 'failed' },
    ])
  })

  it('says nothing of a budget that is spent, which the session has said, and ends at once', () => {
    expect(linesOf('over-budget')).toEqual([{ t: 'done', end: 'failed' }])
  })

  it("passes on the gateway's own way out", () => {
    expect(linesOf('problem').at(-2)).toEqual({
      t: 'error',
      code: 'model_unavailable',
      message: expect.stringContaining('503'),
      hint: 'See /api/health for what is missing.',
      retryable: true,
    })
  })

  it('says each retry, and in the end that it is worth trying again, without addresses of this machine', () => {
    const lines = linesOf('overloaded')
    expect(lines.filter(({ t }) => t === 'status')).toHaveLength(2)
    expect(lines.at(-2)).toMatchObject({ t: 'error', code: 'model_unavailable', retryable: true })
    expect(JSON.stringify(lines)).not.toContain('127.0.0.1')
  })
})

describe('a turn that the person stops', () => {
  it('keeps the words that were said', () => {
    const lines = linesOf('stopped-talking')
    const said = lines.flatMap((line) => (line.t === 'token' ? [line.d] : [])).join('')
    expect(said.length).toBeGreaterThan(8)
    expect(lines.find(({ t }) => t === 'assistant')).toEqual({ t: 'assistant', d: said })
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'interrupted' })
    expect(lines.some(({ t }) => t === 'error')).toBe(false)
  })

  it('ends the tool that ran, in a word', () => {
    const lines = linesOf('stopped-tool')
    expect(lines).toContainEqual(
      expect.objectContaining({ t: 'tool_done', ok: false, error: 'Stopped.', stopped: true }),
    )
    expect(lines.at(-1)).toEqual({ t: 'done', end: 'interrupted' })
  })
})
