import { expect, test, vi } from 'vitest'
import { fixtureSummary, fixtureView } from '../../dev/fixtureShoot.ts'
import { ProblemError } from '../api/ProblemError.ts'
import { UNREACHABLE } from '../api/problems.ts'
import type { ShootSource } from './ShootSource.ts'
import { createSessionStore } from './sessionStore.ts'

vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback))
vi.stubGlobal('cancelAnimationFrame', clearTimeout)

const shoot = { session: fixtureSummary('hero'), view: fixtureView('hero') }

/** Reads with each of these in turn; follows the log until it is closed, and notes from where. */
function store(...reads: (() => typeof shoot)[]) {
  const followed: number[] = []
  const source: ShootSource = {
    read: async () => reads.shift()?.() ?? shoot,
    follow: ({ after, signal }) => {
      followed.push(after)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
    },
  }
  return { ...createSessionStore(source), followed }
}

function refuse(status: number): never {
  throw new ProblemError({ ...UNREACHABLE, status })
}

test('a shoot that is shown stays so though it cannot be loaded again, and is followed from where it is', async () => {
  const { open, snapshot, followed } = store(
    () => shoot,
    () => refuse(0),
  )
  const close = open()
  await expect.poll(() => followed).toEqual([shoot.view.lastSeq])
  close()
  open()
  await expect.poll(() => followed).toEqual([shoot.view.lastSeq, shoot.view.lastSeq])
  expect(snapshot()).toMatchObject({ phase: 'ready', ...shoot, problem: null })
})

test('one that was never there has failed, and one that is there no more is gone', async () => {
  const never = store(() => refuse(0))
  never.open()
  await expect.poll(() => never.snapshot().phase).toBe('failed')
  const deleted = store(
    () => shoot,
    () => refuse(404),
  )
  const close = deleted.open()
  await expect.poll(() => deleted.snapshot().phase).toBe('ready')
  close()
  deleted.open()
  await expect.poll(() => deleted.snapshot().phase).toBe('gone')
})
