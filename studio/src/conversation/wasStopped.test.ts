import { expect, test } from 'vitest'
import { wasStopped } from './wasStopped.ts'

const line = { kind: 'tool', toolUseId: 't1', tool: 'mcp__shoot__generate_hero' } as const

test.each([
  ['ended by Stop', { state: 'failed', durationMs: 900, error: 'Stopped.' }, true],
  ['left open when the turn ended', { state: 'failed' }, true],
  ['failed', { state: 'failed', durationMs: 900, error: 'The image service refused the picture.' }, false],
  ['failed without a word', { state: 'failed', durationMs: 900 }, false],
  ['still running', { state: 'running' }, false],
  ['done', { state: 'ok', durationMs: 900 }, false],
] as const)('a tool that %s', (_, change, stopped) => {
  expect(wasStopped({ ...line, ...change })).toBe(stopped)
})
