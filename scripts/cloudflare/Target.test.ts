import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { NOT_SET_UP, readTarget, writeId } from './Target.ts'

const ROOT = join(import.meta.dirname, '../..')
const ID = '6d5b1b6e-0000-4000-8000-00000000002a'
const ACCOUNT = '0123456789abcdef0123456789abcdef'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'target-'))
  mkdirSync(join(folder, 'worker'))
  path = join(folder, 'worker/wrangler.jsonc')
  copyFileSync(join(ROOT, 'worker/wrangler.jsonc'), path)
  writeFileSync(path, read().replaceAll(/("database_id": )"[^"]*"/g, `$1"${NOT_SET_UP}"`))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = () => readFileSync(path, 'utf8')

it('writes an id where it belongs, and touches nothing else', () => {
  const before = read()
  const [production = '', staging = ''] = before.split(NOT_SET_UP)
  expect(writeId(readTarget(path, 'staging'), 'database_id', ID).database.id).toBe(ID)
  expect(read()).toBe(
    before.replace(`${production}${NOT_SET_UP}${staging}${NOT_SET_UP}`, `${production}${NOT_SET_UP}${staging}${ID}`),
  )
  expect(readTarget(path, null).database.id).toBe(NOT_SET_UP)
})

it('adds the account beside the name, in the way the file is written', async () => {
  const before = read()
  expect(writeId(readTarget(path, null), 'account_id', ACCOUNT).account).toBe(ACCOUNT)
  const added = read()
    .split('\n')
    .filter((line) => !before.split('\n').includes(line))
  expect(added).toEqual([`  "account_id": "${ACCOUNT}",`])
  expect(readTarget(path, 'staging').account).toBe(ACCOUNT)
  const { stdout } = await execa('node_modules/.bin/biome', ['format', '--stdin-file-path=worker/wrangler.jsonc'], {
    cwd: ROOT,
    input: read(),
    stripFinalNewline: false,
  })
  expect(stdout).toBe(read())
})

it('gives staging an account of its own when production has none', () => {
  const written = writeId(readTarget(path, 'staging'), 'account_id', ACCOUNT)
  expect(written.account).toBe(ACCOUNT)
  expect(readTarget(path, null).account).toBeNull()
})

it('says what is wrong with a file that it cannot read', () => {
  expect(() => readTarget(join(folder, 'nowhere.jsonc'), null)).toThrow('There is no configuration')
  expect(() => readTarget(path, 'nowhere')).toThrow('It has: production (no --env), staging.')
  writeFileSync(path, read().replace('"name":', '"name"'))
  expect(() => readTarget(path, null)).toThrow(/ColonExpected in line \d+/)
  writeFileSync(path, '{ "name": "x" }')
  expect(() => readTarget(path, null)).toThrow('d1_databases')
})
