import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { isAlive } from '../../test/isAlive.ts'
import { choosePort } from './choosePort.ts'
import { keepPart } from './keepPart.ts'
import type { PartCommand } from './startPart.ts'

const folder = mkdtempSync(join(tmpdir(), 'kept-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Answers on its port with its process id; at /helper, with the id of a process that it has started. */
const PART = `
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
const helper = spawn('sleep', ['1000'])
console.error('started', process.pid)
createServer((request, response) => response.end(String(request.url === '/helper' ? helper.pid : process.pid)))
  .listen(Number(process.env.PORT), '127.0.0.1', () => console.log('{"ready":true}'))
`
const script = join(folder, 'part.mjs')
writeFileSync(script, PART)

async function part(): Promise<{ command: PartCommand<unknown>; ask: (path?: string) => Promise<number | null> }> {
  const port = await choosePort(0)
  const env = { PATH: process.env.PATH ?? '', PORT: String(port) }
  const logFile = join(folder, `${port}.log`)
  return {
    command: { name: 'test part', script, env, ready: z.object({ ready: z.literal(true) }), logFile },
    ask: (path = '') =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        async (response) => Number(await response.text()),
        () => null,
      ),
  }
}

/** Kills the process, and waits for another one at its place. */
async function killAndMeet(pid: number, ask: () => Promise<number | null>): Promise<number> {
  process.kill(pid, 'SIGKILL')
  const next = async () => {
    const answer = await ask()
    return answer !== null && answer !== pid
  }
  await expect.poll(next, { timeout: 10_000 }).toBe(true)
  return Number(await ask())
}

it('starts a part that was killed again, on the same port, and says so', async () => {
  const { command, ask } = await part()
  const told: string[] = []
  const kept = await keepPart(command, { log: (message) => told.push(message) })
  const first = Number(await ask())
  const helper = Number(await ask('/helper'))
  const second = await killAndMeet(first, ask)
  expect(told).toEqual([expect.stringContaining('The test part ended by itself. Starting it again (1 of 5)')])
  expect(readFileSync(command.logFile, 'utf8')).toBe(`started ${first}\nstarted ${second}\n`)
  // What the first had started is gone with it.
  await expect.poll(() => isAlive(helper)).toBe(false)
  await kept.stop()
  expect(await ask()).toBeNull()
})

it('gives a part up that ends again and again', async () => {
  const { command, ask } = await part()
  const kept = await keepPart(command, { log: () => {}, most: 2 })
  const second = await killAndMeet(Number(await ask()), ask)
  const third = await killAndMeet(second, ask)
  process.kill(third, 'SIGKILL')
  await kept.ended
  expect(await ask()).toBeNull()
  await kept.stop()
})

it('starts nothing any more once it is stopped', async () => {
  const { command, ask } = await part()
  const kept = await keepPart(command, { log: () => {} })
  process.kill(Number(await ask()), 'SIGKILL')
  await kept.stop()
  await kept.ended
  expect(await ask()).toBeNull()
})
