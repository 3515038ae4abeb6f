import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { repoRoot } from './repoRoot.ts'
import { studioEnv } from './studioEnv.ts'

export type CliRun = { code: number | null; stdout: string; stderr: string }

const SHOOT = join(repoRoot, 'cli/bin/shoot.js')

/**
 * Runs `npx shoot` with nobody at its terminal, in a working folder of its own.
 *
 * @param port where it looks for a running studio
 */
export function runCli(args: string[], { folder, port }: { folder: string; port: number }): Promise<CliRun> {
  return run(process.execPath, [SHOOT, ...args], folder, port, () => undefined)
}

/**
 * Runs it in a terminal (util-linux's `script` makes one) and types: `answer` gets all that has been printed since the last
 * answer, and returns what to type, if anything.
 */
export function runCliInTerminal(
  args: string[],
  { folder, port }: { folder: string; port: number },
  answer: (printed: string) => string | undefined,
): Promise<CliRun> {
  // A new terminal has no size until somebody gives it one.
  const shoot = [process.execPath, SHOOT, ...args].map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ')
  const command = `stty columns 100 rows 30; ${shoot}`
  return run('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], folder, port, answer)
}

function run(
  program: string,
  args: string[],
  folder: string,
  port: number,
  answer: (printed: string) => string | undefined,
): Promise<CliRun> {
  const { promise, resolve, reject } = Promise.withResolvers<CliRun>()
  const env = { ...studioEnv(join(folder, 'data')), PORT: String(port), TERM: 'xterm' }
  const child = spawn(program, args, { cwd: folder, env })
  let [stdout, stderr, answered] = ['', '', 0]
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    const typed = answer(stdout.slice(answered))
    if (typed === undefined) return
    answered = stdout.length
    child.stdin.write(typed)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, stdout, stderr }))
  return promise
}
