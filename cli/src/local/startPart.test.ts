import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { isAlive } from '../../test/isAlive.ts'
import { startPart } from './startPart.ts'

const folder = mkdtempSync(join(tmpdir(), 'part-'))
afterAll(() => rmSync(folder, { recursive: true }))

const Ready = z.object({ pid: z.number(), said: z.unknown() })
/** Answers the line that it is given and goes on until SIGTERM; `deaf` ones heed not even that, and have a child. */
const PART = `
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
const deaf = process.argv.includes('deaf')
const input = createInterface(process.stdin)
const [line] = await once(input, 'line')
setInterval(() => {}, 1000)
if (deaf) process.on('SIGTERM', () => {})
const child = deaf ? spawn('sleep', ['1000']) : null
console.log(JSON.stringify({ pid: child?.pid ?? process.pid, said: JSON.parse(line) }))
`
const script = join(folder, 'part.mjs')
writeFileSync(script, PART)
const part = (args: string[] = []) => ({
  name: 'test part',
  script,
  args,
  env: { PATH: process.env.PATH ?? '' },
  options: { a: 1 },
  ready: Ready,
  logFile: join(folder, 'log/part.log'),
})

it('hands over the first line, and ends the part', async () => {
  const { ready, stop, ended } = await startPart(part())
  expect(ready.said).toEqual({ a: 1 })
  await stop()
  await ended
  expect(isAlive(ready.pid)).toBe(false)
})

it('leaves nothing of a part that will not go', { timeout: 15_000 }, async () => {
  const { ready, stop } = await startPart(part(['deaf']))
  await stop()
  await expect.poll(() => isAlive(ready.pid)).toBe(false)
})

it('tells with its log why a part did not start', async () => {
  const broken = join(folder, 'broken.mjs')
  writeFileSync(broken, "console.error('no such table'); process.exit(3)")
  await expect(startPart({ ...part(), script: broken })).rejects.toThrow(
    /test part did not start \(it ended with code 3\)[\s\S]*no such table/,
  )
  writeFileSync(broken, "console.log('hello'); setInterval(() => {}, 1000)")
  await expect(startPart({ ...part(), script: broken })).rejects.toThrow('did not start')
})

it('ends its part even when it is killed itself', async () => {
  const parent = join(folder, 'parent.ts')
  writeFileSync(
    parent,
    `import { startPart } from ${JSON.stringify(join(import.meta.dirname, 'startPart.ts'))}
     import { z } from ${JSON.stringify(import.meta.resolve('zod'))}
     const { ready } = await startPart({ ...${JSON.stringify(part())}, ready: z.any() })
     console.log(ready.pid)
     setInterval(() => {}, 1000)`,
  )
  const child: ChildProcess = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout === null) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  const pid = Number(line)
  expect(isAlive(pid)).toBe(true)
  child.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
})
