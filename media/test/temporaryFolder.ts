import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** Makes a folder for the tests of a file and removes it after them; returns how to name a file in it. */
export function temporaryFolder(): (name?: string) => string {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-test-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (name = '') => join(folder, name)
}
