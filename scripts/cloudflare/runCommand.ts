import { join } from 'node:path'
import { styleText } from 'node:util'
import { Command, CommanderError, Option } from 'commander'
import { UserError } from '../../cli/src/UserError.ts'
import { readTarget, type Target } from './Target.ts'

const CONFIG = join(import.meta.dirname, '../../worker/wrangler.jsonc')

/** Options of every command that works on a deployment. */
export type TargetOptions = { env?: string; config: string }

/** A command of package.json, with its help. It prints nothing and ends nothing by itself: `runCommand` does. */
export function command(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption('-h, --help', 'say this')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
}

/** The same, for a command that works on a deployment. */
export function targetCommand(name: string, description: string): Command {
  return command(name, description)
    .option('--env <name>', 'another deployment than production: staging')
    .addOption(new Option('--config <path>', 'another configuration').default(CONFIG).hideHelp())
}

/** The deployment that the options name. Throws UserError when the configuration has none such. */
export function targetOf({ env, config }: TargetOptions): Target {
  return readTarget(config, env === undefined || env === '' || env === 'production' ? null : env)
}

/** Runs a command of this process and sets its exit code: 0 done, 1 failed, 2 wrong use. A failure is told in words. */
export async function runCommand(program: Command): Promise<void> {
  try {
    refuseSwallowedOptions(program)
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    process.exitCode = error instanceof CommanderError ? 2 : error instanceof UserError ? error.exitCode : 1
    const message = error instanceof Error ? error.message.replace(/^error: /, '') : String(error)
    process.stderr.write(`${styleText('red', '✗', { stream: process.stderr })} ${message}\n`)
  }
}

/** Options that change nothing of what is done. */
const HARMLESS = ['help', 'config', 'yes']

/**
 * Refuses to run without an option that the person has typed and npm has taken for its own: what stands before `--` never comes
 * here, and a deploy without its `--dry-run`, or a teardown without its `--keep-data`, is not what was asked for.
 */
function refuseSwallowedOptions(program: Command): void {
  const swallowed = program.options
    .map((option) => option.name())
    .filter((name) => !HARMLESS.includes(name))
    .flatMap((name) => {
      const value = process.env[`npm_config_${name.replaceAll('-', '_')}`]
      if (value === undefined || value === '' || value === 'false') return []
      return value === 'true' ? `--${name}` : `--${name} ${value}`
    })
  if (swallowed.length === 0) return
  throw new UserError(
    `npm has kept ${swallowed.join(', ')} to itself, so nothing was done. What is meant for the command stands behind "--".\n` +
      `Type: ${program.name()} ${swallowed.join(' ')}`,
    2,
  )
}
