import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkPackages } from './checkPackages.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packages-'))
  mkdirSync(join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

const ASKED = {
  '': {},
  cli: {},
  'node_modules/@our/cli': { link: true },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
  'node_modules/for-a-mac': { version: '3.0.0', optional: true },
}

function check(there: object | null) {
  const write = (path: string, packages: object) => writeFileSync(join(root, path), JSON.stringify({ packages }))
  write('package-lock.json', ASKED)
  if (there) write('node_modules/.package-lock.json', there)
  return checkPackages(root)
}

it('is content with what this machine needs', () => {
  const { 'node_modules/for-a-mac': _, ...rest } = ASKED
  expect(check(rest)).toMatchObject({ state: 'ok' })
})

it.each([
  ['nothing was installed', null, /not put there by npm/],
  ['one is missing', { 'node_modules/a': { version: '1.0.0' } }, /\(@b\/c is missing\)/],
  ['one is of another version', { ...ASKED, 'node_modules/a': { version: '1.0.1' } }, /\(a 1\.0\.1\)/],
  ['several are', {}, /\(a is missing, and 1 more\)/],
])('says that %s', (_, there, words) => {
  expect(check(there)).toMatchObject({ state: 'wrong', what: expect.stringMatching(words) })
})
