import { expect, test } from 'vitest'
import { wasInterrupted, wasStopped } from './toolEnds.ts'

const line = { kind: 'tool', toolUseId: 't1', tool: 'mcp__shoot__generate_hero' } as const

test.each([
  ['ended by Stop', { state: 'failed', durationMs: 900, error: 'Stopped.' }, 'stopped'],
  ['left open when the turn ended', { state: 'failed' }, 'stopped'],
  ['interrupted', { state: 'failed', durationMs: 0, error: 'Interrupted; it is taken up again.' }, 'interrupted'],
  ['failed', { state: 'failed', durationMs: 900, error: 'The image service refused the picture.' }, 'neither'],
  ['failed without a word', { state: 'failed', durationMs: 900 }, 'neither'],
  ['still running', { state: 'running' }, 'neither'],
  ['done', { state: 'ok', durationMs: 900 }, 'neither'],
] as const)('a tool that %s', (_, change, end) => {
  const tool = { ...line, ...change }
  expect([wasStopped(tool), wasInterrupted(tool)]).toEqual([end === 'stopped', end === 'interrupted'])
})
