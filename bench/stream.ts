/**
 * @module `npm run bench:stream`: how fast what a runner says reaches its listeners through the studio, beside a plain Node server that
 * keeps nothing; how fast a long log opens; what listeners take of memory. Names of parts may follow (`npm run bench:stream -- latency`);
 * `--write` puts the figures into docs/benchmarks.md. Needs `npm run build`.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report } from './shared/report.ts'
import type { Bench } from './stream/Bench.ts'
import { firstByte } from './stream/firstByte.ts'
import { latency } from './stream/latency.ts'
import { memory } from './stream/memory.ts'
import { replay } from './stream/replay.ts'
import { startProcess } from './stream/startProcess.ts'
import { startStudio } from './stream/startStudio.ts'

const parts: Record<string, (bench: Bench) => Promise<string>> = { 'first-byte': firstByte, latency, replay, memory }

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.\n`)
  process.exit(2)
}

const stateDir = await mkdtemp(join(tmpdir(), 'bench-'))
const memoryDir = existsSync('/dev/shm') ? await mkdtemp('/dev/shm/bench-') : null
const here = (file: string) => join(import.meta.dirname, 'stream', file)
const emitter = await startProcess(here('emitter.ts'))
const hostPort = emitter.ready.port ?? 0
const relay = await startProcess(here('relay.ts'), [String(hostPort)])
const bench: Bench = {
  studio: await startStudio(stateDir, hostPort),
  inMemory: memoryDir === null ? null : await startStudio(memoryDir, hostPort),
  relay: { ...relay, url: `http://127.0.0.1:${relay.ready.port}` },
  restart: async () => {
    await bench.studio.stop()
    bench.studio = await startStudio(stateDir, hostPort)
  },
}
try {
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await report(`stream-${name}`, await part(bench))
  }
} finally {
  await bench.studio.stop()
  await Promise.all([bench.inMemory?.stop(), relay.stop(), emitter.stop()])
  for (const folder of [stateDir, memoryDir]) if (folder !== null) await rm(folder, { recursive: true, force: true })
}
