import { delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { execa } from 'execa'
import { UserError } from '../../cli/src/UserError.ts'
import type { Target } from './Target.ts'

const MODULES = join(import.meta.dirname, '../../node_modules')

export type WranglerOptions = {
  /** What it reads on its standard input. Without it there is none, so it asks nothing. */
  input?: string
  /** Let it talk to the person at the terminal: its output is shown as it comes, and it may ask. */
  live?: boolean
  /** Further environment variables. */
  env?: Record<string, string>
}

export type WranglerResult = { ok: boolean; stdout: string; stderr: string }

/**
 * Runs the project's own wrangler on a deployment, in the configuration's folder, because its build command is run there.
 * Never two at once before one has ended well: an expired login is renewed by whoever comes first, and only once.
 */
export async function wrangler(
  target: Target,
  args: readonly string[],
  { input, live = false, env = {} }: WranglerOptions = {},
): Promise<WranglerResult> {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [
      join(MODULES, 'wrangler/bin/wrangler.js'),
      ...args,
      '--config',
      target.configPath,
      `--env=${target.environment ?? ''}`,
    ],
    {
      cwd: dirname(target.configPath),
      env: {
        // Its build command finds the project's own Node.
        PATH: `${join(MODULES, '.bin')}${delimiter}${process.env.PATH}`,
        WRANGLER_SEND_METRICS: process.env.WRANGLER_SEND_METRICS ?? 'false',
        // Its fifteen megabytes of code are compiled once.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(MODULES, '.cache/wrangler-compiled'),
        // The banner asks the registry for a newer wrangler.
        WRANGLER_HIDE_BANNER: 'true',
        ...(!live && { NO_COLOR: '1', FORCE_COLOR: '0' }),
        ...env,
      },
      reject: false,
      ...(live ? { stdio: 'inherit' } : input === undefined ? { stdin: 'ignore' } : { input }),
    },
  )
  return { ok: exitCode === 0, stdout: clean(stdout), stderr: clean(stderr) }
}

/**
 * The same for a step that has to succeed. Returns what it wrote to its standard output.
 *
 * @param failed what could not be done, in a sentence
 * @param next what to do then
 * @throws UserError that says both, and wrangler's own message between them
 */
export async function wranglerMust(
  target: Target,
  args: readonly string[],
  { failed, next, ...options }: WranglerOptions & { failed: string; next: string },
): Promise<string> {
  const result = await wrangler(target, args, options)
  if (!result.ok) throw new UserError(`${failed}\n${wranglerSaid(result)}${next}`)
  return result.stdout
}

/** Remarks about itself, and stack traces. */
const NOT_FOR_PEOPLE = /Logs were written to|please open an issue at|^\s+at .+:\d+:\d+\)?$|^\s+at (async )?\S+ \(/

/** Wrangler's own message, set off from ours; empty when it was shown already. */
export function wranglerSaid({ stdout, stderr }: WranglerResult): string {
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '' && !NOT_FOR_PEOPLE.test(line))
  return lines.map((line) => `  wrangler: ${line.trim()}\n`).join('')
}

function clean(output: string | undefined): string {
  return stripVTControlCharacters(output ?? '')
}
