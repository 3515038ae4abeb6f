import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processTreeBytes } from './processTreeBytes.ts'

export interface Measurement {
  /** Of the command from its start to its end, in seconds. */
  wallSeconds: number
  /** User and system time of the command and of all processes that it waited for, in seconds. */
  cpuSeconds: number
  /** Most memory that the command and its descendants held together, in bytes; undefined where there is no /proc. */
  peakBytes: number | undefined
  stdout: string
}

const SAMPLE_MS = 10

/**
 * Runs a command and measures it from outside. Its CPU time is taken by bash, which asks the kernel for the sum over all
 * descendants; memory is sampled every 10 ms as the proportional share (shared pages count once).
 *
 * @throws Error with the command's last words if it does not exit with 0
 */
export async function measure(command: string, args: readonly string[], cwd?: string): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const times = join(folder, 'times')
  try {
    // The command keeps its own standard error; bash's account of the times goes to a file.
    const script = 'TIMEFORMAT="%R %U %S"; out=$1; shift; { time "$@" 2>&3; } 3>&2 2>"$out"'
    const child = spawn('bash', ['-c', script, 'bash', times, command, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr = (stderr + text).slice(-2000)
    })
    let peakBytes: number | undefined
    let ended = false
    const sampling = (async () => {
      while (!ended) {
        const bytes = await processTreeBytes(child.pid ?? 0)
        if (bytes !== undefined) peakBytes = Math.max(peakBytes ?? 0, bytes)
        await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))
      }
    })()
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    ended = true
    await sampling
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${stderr}`)
    const [wallSeconds = 0, user = 0, system = 0] = (await readFile(times, 'utf8')).trim().split(/\s+/).map(Number)
    return { wallSeconds, cpuSeconds: user + system, peakBytes, stdout }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
