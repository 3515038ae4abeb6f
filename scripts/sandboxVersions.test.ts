import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSandboxVersions } from './sandboxVersions.ts'

test('the package, the lock file and the base image of the container are of one exact version', () => {
  const versions = readSandboxVersions(join(import.meta.dirname, '..'))
  expect(versions.package).toMatch(/^\d+\.\d+\.\d+$/)
  expect(versions).toEqual({ package: versions.package, lock: versions.package, image: versions.package })
})
