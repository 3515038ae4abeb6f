/** @module `shoot`: the whole pipeline from a terminal. */
import { UserError } from '../UserError.ts'
import { type Connection, connect } from './connect.ts'
import { howToGoOn } from './howToGoOn.ts'
import { jsonScreen } from './jsonScreen.ts'
import { liveScreen } from './liveScreen.ts'
import { plainScreen } from './plainScreen.ts'
import { readArguments, type ShootArguments } from './readArguments.ts'
import { type RunState, runShoot } from './runShoot.ts'
import { ShootFolder } from './ShootFolder.ts'
import { shootCommand } from './shootCommand.ts'

const { stdin, stdout, stderr } = process
const command = shootCommand({ program: process.argv[1] ?? '', env: process.env, cwd: process.cwd() })

async function shoot(args: ShootArguments): Promise<number> {
  const screen = args.json ? jsonScreen(stdout, stderr) : stdout.isTTY ? liveScreen(stdout) : plainScreen(stdout)
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort(signal))
  const folder = new ShootFolder(args.out, command)
  folder.claim(args.resume)
  let connection: Connection | undefined
  let state: RunState | null = null
  const goOn = () => {
    const server = connection === undefined || connection.own !== null ? null : connection.api.url
    return howToGoOn({ command, out: args.out, yes: args.yes, server, state })
  }
  try {
    connection = await connect({ server: args.server, token: args.token, env: process.env, note: screen.note })
    const outcome = await Promise.race([
      runShoot({
        api: connection.api,
        folder,
        screen,
        arguments: args,
        interactive: stdin.isTTY === true && stdout.isTTY === true && !args.json,
        signal: interrupt.signal,
        demo: connection.demo,
        onState: (latest) => {
          state = latest
        },
      }),
      connection.own?.failed.then((reason) => Promise.reject(new UserError(reason))) ?? new Promise<never>(() => {}),
    ])
    screen.rest()
    if (outcome.film) {
      screen.note(`The film is made: ${args.out}/film.mp4`)
      return 0
    }
    // What stands on the screen already is not said twice.
    if (args.json || !outcome.isShown) stderr.write(`${outcome.reason}\n`)
    stderr.write(goOn())
    return 1
  } catch (error) {
    screen.rest()
    stderr.write(`${interrupt.signal.aborted ? interrupted(connection) : explain(error)}\n`)
    stderr.write(goOn())
    return error instanceof UserError ? error.exitCode : 1
  } finally {
    interrupt.abort()
    folder.leave()
    await connection?.own?.stop()
  }
}

function interrupted(connection: Connection | undefined): string {
  if (connection === undefined) return 'Stopped. Nothing was begun.'
  if (connection.own === null) return `Stopped here. The turn goes on in the studio at ${connection.api.url}.`
  return 'Stopped, and the studio of this run with it. What was made is kept.'
}

function explain(error: unknown): string {
  if (error instanceof UserError) return error.message
  if (error instanceof TypeError && error.cause instanceof Error)
    return `The studio does not answer: ${error.cause.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  const args = readArguments(process.argv.slice(2), command)
  if (args !== null) process.exitCode = await shoot(args)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
