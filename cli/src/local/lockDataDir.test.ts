import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockDataDir } from './lockDataDir.ts'

const folder = mkdtempSync(join(tmpdir(), 'lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('gives a folder to one process at a time, and says who has it', () => {
  const lock = lockDataDir(folder)
  lock.announce('http://127.0.0.1:1234')
  expect(() => lockDataDir(folder)).toThrow(`process ${process.pid} runs on it and answers at http://127.0.0.1:1234`)
  lock.release()
  lockDataDir(folder).release()
})

it('takes the lock of a process that has died', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid, url: null }))
  lockDataDir(folder).release()
})

it.skipIf(!existsSync('/proc/self'))('takes the lock of a process whose number another one has now', () => {
  lockDataDir(folder)
  const file = join(folder, 'lock.json')
  const held = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...held, birth: `${held.birth}0` }))
  lockDataDir(folder).release()
})

it.each(['a file', 'a file/below', '/proc/nope'])('says that %s can be no data folder', (place) => {
  writeFileSync(join(folder, 'a file'), '')
  const dataDir = resolve(folder, place)
  expect(() => lockDataDir(dataDir)).toThrow(`DATA_DIR must be a folder to write in, and ${dataDir} is none`)
})

it('takes a lock that makes no sense', () => {
  writeFileSync(join(folder, 'lock.json'), '{"pid":')
  lockDataDir(folder).release()
})
