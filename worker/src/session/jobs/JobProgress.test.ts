import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStorage } from '../../../test/openStorage.ts'
import { EventLog } from '../EventLog.ts'
import type { JobRecord } from './JobBook.ts'
import { JobProgress } from './JobProgress.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const job = { id: 'job_1', state: 'running', request: { slot: 'clip_1' }, createdAt: 0 } as JobRecord

it('tells how the time passes now and then, however often its provider is asked, and anything else at once', () => {
  const log = new EventLog(openStorage())
  const progress = new JobProgress(log)
  for (let asked = 0; asked < 100; asked++) {
    vi.setSystemTime(asked * 200)
    progress.tell(job, { usualMs: 100_000 })
  }
  expect(log.view.lastSeq).toBe(10)
  expect(log.view.slots.clip_1?.progress).toMatchObject({ fraction: 0.18, etaMs: 82_000 })
  progress.tell(job, { usualMs: 100_000, message: 'on the last frames' })
  progress.tell({ ...job, id: 'job_2', request: { slot: 'clip_2' } } as JobRecord, { usualMs: 100_000 })
  expect(log.view.lastSeq).toBe(12)
  progress.tell({ ...job, state: 'reserved' }, { usualMs: 0, message: 'no place yet', waits: true })
  expect(log.view.slots.clip_1?.progress).toMatchObject({ message: 'no place yet', waits: true })
})
