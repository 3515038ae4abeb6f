import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { confirm, isCancel } from '@clack/prompts'
import { UserError } from '../UserError.ts'
import { findPackageManager, type PackageManager } from './packageManagers.ts'

const OLDEST_MAJOR = 5

export type FfmpegSurroundings = {
  /** The environment of the commands; its PATH decides what is found. */
  env: NodeJS.ProcessEnv
  /** By default, whether this process runs as root. */
  isRoot?: boolean
  /** True when a person sits at the terminal; by default, when this process has one for both input and output. */
  interactive?: boolean
}

/**
 * Makes sure that FFmpeg 5 or later with its H.264 encoder is on the environment's PATH. Where it is missing, the system's package
 * manager installs it: without asking when run by root with nobody at the terminal, else after a yes.
 *
 * @throws UserError that says exactly what to type, when it stays missing
 */
export async function ensureFfmpeg({
  env,
  isRoot = process.getuid?.() === 0,
  interactive = process.stdin.isTTY === true && process.stdout.isTTY === true,
}: FfmpegSurroundings): Promise<void> {
  const problem = await ffmpegProblem(env)
  if (problem === null) return
  const manager = findPackageManager(env)
  if (manager === undefined) {
    throw new UserError(`${problem}\nInstall it from https://ffmpeg.org/download.html, then start again.`)
  }
  const commands = manager.commands.map((command) => (isRoot || !manager.needsRoot ? command : ['sudo', ...command]))
  const typed = commands.map((command) => command.join(' ')).join(' && ')
  if (!(await mayInstall(problem, typed, manager, { isRoot, interactive }))) {
    throw new UserError(`${problem}\nType:\n  ${typed}\nthen start again.`)
  }
  for (const command of commands) await run(command, env, `${problem}\nThis failed: ${typed}`)
  const remaining = await ffmpegProblem(env)
  if (remaining !== null) {
    throw new UserError(
      `${remaining}\n${typed} ran, but did not mend it: the system's package is too old or a reduced build.\n` +
        'Install a full build from https://ffmpeg.org/download.html, put it first on the PATH, then start again.',
    )
  }
}

async function mayInstall(
  problem: string,
  typed: string,
  manager: PackageManager,
  { isRoot, interactive }: Required<Omit<FfmpegSurroundings, 'env'>>,
): Promise<boolean> {
  if (interactive) {
    const answer = await confirm({ message: `${problem} Install it now? (${typed})` })
    return !isCancel(answer) && answer
  }
  if (!isRoot || !manager.needsRoot) return false
  process.stderr.write(`${problem} Installing it: ${typed}\n`)
  return true
}

/** What is wrong with the FFmpeg on the PATH, in words; null when nothing is. */
async function ffmpegProblem(env: NodeJS.ProcessEnv): Promise<string | null> {
  const outputs = await Promise.all([
    output('ffmpeg', ['-version'], env),
    output('ffprobe', ['-version'], env),
    output('ffmpeg', ['-hide_banner', '-encoders'], env),
  ])
  const [ffmpeg, ffprobe, encoders] = outputs
  if (ffmpeg === null || ffprobe === null || encoders === null) return 'FFmpeg is not installed.'
  // Builds from the development branch carry a revision and no number; they are newer than any release.
  const major = /^ffmpeg version n?(\d+)\./.exec(ffmpeg)?.[1]
  if (major !== undefined && Number(major) < OLDEST_MAJOR) {
    return `FFmpeg ${major} is installed; ${OLDEST_MAJOR} or later is needed.`
  }
  return encoders.includes('libx264') ? null : 'The FFmpeg that is installed has no H.264 encoder (libx264).'
}

async function output(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    return (await promisify(execFile)(program, args, { env })).stdout
  } catch {
    return null
  }
}

async function run([program = '', ...args]: string[], env: NodeJS.ProcessEnv, problem: string): Promise<void> {
  // What the package manager says goes to standard error: standard output belongs to the program's own result.
  const child = spawn(program, args, { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['inherit', 2, 2] })
  const code = await Promise.race([once(child, 'exit').then(([code]) => code), once(child, 'error').then(() => null)])
  if (code !== 0) throw new UserError(problem)
}
