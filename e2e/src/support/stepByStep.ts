import { afterEach, beforeEach } from 'vitest'

/** Called in a `describe` whose tests build on each other: once one has failed, those after it are skipped. */
export function stepByStep(): void {
  let failed = false
  beforeEach(({ skip }) => skip(failed, 'A step before it failed.'))
  afterEach(({ task }) => {
    failed ||= task.result?.state === 'fail'
  })
}
