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

const Ready = z.object({ pid: z.number(), child: z.number(), said: z.unknown() })
/** Has a child, answers the line that it is given and goes on until SIGTERM; `deaf` ones heed not even that. */
const PART = `
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
const deaf = process.argv.includes('deaf')
const input = createInterface(process.stdin)
const [line] = await once(input, 'line')
setInterval(() => {}, 1000)
if (deaf) process.on('SIGTERM', () => {})
const child = spawn('sleep', ['1000'])
console.log(JSON.stringify({ pid: process.pid, child: child.pid, said: JSON.parse(line) }))
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
  await expect.poll(() => isAlive(ready.child)).toBe(false)
})

it('leaves nothing of a part that will not go', { timeout: 15_000 }, async () => {
  const { ready, stop } = await startPart(part(['deaf']))
  await stop()
  await expect.poll(() => isAlive(ready.pid) || isAlive(ready.child)).toBe(false)
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

/** A process of its own that has started a part. */
async function startParent(): Promise<{ parent: ChildProcess; pid: number; child: number }> {
  const file = join(folder, 'parent.ts')
  writeFileSync(
    file,
    `import { startPart } from ${JSON.stringify(join(import.meta.dirname, 'startPart.ts'))}
     import { z } from ${JSON.stringify(import.meta.resolve('zod'))}
     const { ready } = await startPart({ ...${JSON.stringify(part())}, ready: z.any() })
     console.log(JSON.stringify(ready))
     setInterval(() => {}, 1000)`,
  )
  const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(parent.stdout), 'line')
  return { parent, ...Ready.parse(JSON.parse(line)) }
}

it('ends its part, and what that has started, even when it is killed itself', async () => {
  const { parent, pid, child } = await startParent()
  expect([isAlive(pid), isAlive(child)]).toEqual([true, true])
  parent.kill('SIGKILL')
  await expect.poll(() => isAlive(pid) || isAlive(child), { timeout: 5000 }).toBe(false)
})

it('leaves nothing of what its part has started when both are killed at once', async () => {
  const { parent, pid, child } = await startParent()
  parent.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isAlive(child), { timeout: 5000 }).toBe(false)
})
