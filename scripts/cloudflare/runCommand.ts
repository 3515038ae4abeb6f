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
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    process.exitCode = error instanceof CommanderError ? 2 : error instanceof UserError ? error.exitCode : 1
    const message = error instanceof Error ? error.message.replace(/^error: /, '') : String(error)
    process.stderr.write(`${styleText('red', '✗', { stream: process.stderr })} ${message}\n`)
  }
}
