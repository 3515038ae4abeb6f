import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const bin = fileURLToPath(new URL('../bin/media.js', import.meta.url))
const SAMPLE_MS = 20

export interface MediaRun {
  exitCode: number | undefined
  stdout: string
  stderr: string
  /** Most bytes that the process and its children held at once; 0 where there is no /proc. */
  peakBytes: number
}

/** Runs the built command line as a process, ended after a minute, and watches its memory. What it makes in passing goes to `cwd` too. */
export async function runMedia(args: readonly string[], cwd: string): Promise<MediaRun> {
  const cache = await mkdtemp(join(tmpdir(), 'media-cache-'))
  const child = execa(process.execPath, [bin, ...args], {
    reject: false,
    cwd,
    timeout: 60_000,
    // What it keeps for the next time goes to a place of this run alone.
    env: { TMPDIR: cwd, XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: cache },
  })
  let peakBytes = 0
  const sampling = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await residentBytes(child.pid ?? 0))
  }, SAMPLE_MS)
  const { exitCode, stdout, stderr } = await child
  clearInterval(sampling)
  await rm(cache, { recursive: true })
  return { exitCode, stdout, stderr, peakBytes }
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  )
  const children = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
  return (await Promise.all(children.map(residentBytes))).reduce((sum, bytes) => sum + bytes, own)
}
