/** @module Set-up of each test file: when a test fails, what its Workers have written is shown. */
import { afterAll, afterEach } from 'vitest'
import { runtimeLog } from './runtimeLog.ts'

let hasBegun = false

function show(isWanted: boolean): void {
  const lines = runtimeLog.splice(0)
  if (isWanted && lines.length > 0) process.stderr.write(`\nThe Worker wrote:\n${lines.join('\n')}\n`)
}

afterEach(({ task }) => {
  hasBegun = true
  show(task.result?.state === 'fail')
})
// No test has begun when it is the file's own set-up that failed.
afterAll(() => show(!hasBegun))
