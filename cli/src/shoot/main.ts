/** @module `shoot`: the whole pipeline from a terminal. */
import { UserError } from '../UserError.ts'
import { type Connection, connect } from './connect.ts'
import { jsonScreen } from './jsonScreen.ts'
import { liveScreen } from './liveScreen.ts'
import { plainScreen } from './plainScreen.ts'
import { readArguments, type ShootArguments } from './readArguments.ts'
import { type RunState, runShoot } from './runShoot.ts'
import { ShootFolder } from './ShootFolder.ts'

const { stdin, stdout, stderr } = process

async function shoot(args: ShootArguments): Promise<number> {
  const screen = args.json ? jsonScreen(stdout, stderr) : stdout.isTTY ? liveScreen(stdout) : plainScreen(stdout)
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort(signal))
  const folder = new ShootFolder(args.out)
  folder.claim(args.resume)
  let connection: Connection | undefined
  let state: RunState | null = null
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
    stderr.write(`${outcome.reason}\n${howToGoOn(args, state, connection)}`)
    return 1
  } catch (error) {
    screen.rest()
    stderr.write(`${interrupt.signal.aborted ? interrupted(connection) : explain(error)}\n`)
    stderr.write(howToGoOn(args, state, connection))
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

function howToGoOn(args: ShootArguments, state: RunState | null, connection: Connection | undefined): string {
  if (state === null) return ''
  const server = connection !== undefined && connection.own === null ? ` --server ${connection.api.url}` : ''
  const again = `shoot --resume ${state.sessionId} --out ${JSON.stringify(args.out)}${server}`
  const choices = state.waits
    ? 'with one of: --approve · --yes (approves all) · "what to change"'
    : 'if you like with --yes (approves all), or with words for the director'
  return `Go on with: ${again}\nand ${choices}\n`
}

function explain(error: unknown): string {
  if (error instanceof UserError) return error.message
  if (error instanceof TypeError && error.cause instanceof Error)
    return `The studio does not answer: ${error.cause.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  const args = readArguments(process.argv.slice(2))
  if (args !== null) process.exitCode = await shoot(args)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
