import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Health } from '@fashion-shoot/protocol'
import { ensureFfmpeg } from '../local/ensureFfmpeg.ts'
import { studioOf } from '../local/lockDataDir.ts'
import { repoRoot } from '../local/repoRoot.ts'
import { DEMO_PARTS, readSettings } from '../local/settings.ts'
import { type Local, startLocal } from '../local/startLocal.ts'
import { UserError } from '../UserError.ts'
import { Api } from './Api.ts'

/** What is sent there stays on this machine. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

export type Connection = {
  api: Api
  /** The studio that was started for this run; null for one that was running. */
  own: Local | null
  /** True when no part of it charges real money. */
  demo: boolean
}

export type ConnectOptions = {
  /** The studio's address; null for the one on this machine, or one started for the run. */
  server: string | null
  /** An access token for it, from the command line; else SHOOT_TOKEN of the environment is taken. */
  token: string | null
  env: Record<string, string | undefined>
  note: (text: string) => void
}

/** @throws UserError when no studio answers at the given address, or none can be started */
export async function connect({ server, token, env, note }: ConnectOptions): Promise<Connection> {
  const varsFile = join(repoRoot(), '.dev.vars')
  const running =
    server === null
      ? new Api(studioHere(readSettings(env, varsFile)), fetch)
      : new Api(server, fetch, tokenFor(server, token ?? env.SHOOT_TOKEN))
  const health = await readHealth(running)
  if (typeof health !== 'string') {
    const { director, images, clips } = health.parts
    return { api: running, own: null, demo: [director, images, clips].every(({ mode }) => mode === 'demo') }
  }
  if (server !== null) {
    throw new UserError(
      `No studio answers at ${server} (${health}). Start one with: npm start. Or leave --server away.`,
    )
  }
  await ensureFfmpeg({ env })
  await bringUpToDate()
  const own = await startLocal({ env, varsFile, port: 0, log: note })
  note(`Studio for this run: ${own.url}\n${own.demoWords}`)
  return { api: new Api(own.url, fetch), own, demo: own.demoParts.length === DEMO_PARTS.length }
}

/** Where the studio on this machine is, if it runs: the one that has the data folder, at whatever port; else one at the usual port. */
function studioHere({ PORT, DATA_DIR }: ReturnType<typeof readSettings>): string {
  return studioOf(resolve(repoRoot(), DATA_DIR)) ?? `http://127.0.0.1:${PORT || 8787}`
}

/** What the studio says of itself, or in a few words why there is none. */
async function readHealth(api: Api): Promise<Health | string> {
  try {
    return await api.health()
  } catch (error) {
    // Only what fetch throws where nothing answered has a cause.
    if (!(error instanceof Error && error.cause instanceof Error)) return 'what answers there is something else'
    return 'code' in error.cause ? String(error.cause.code) : error.cause.message
  }
}

/** In a checkout, what runs is what the sources say. */
async function bringUpToDate(): Promise<void> {
  const script = join(repoRoot(), 'scripts/build.ts')
  if (!existsSync(script)) return
  const [code] = await once(spawn(process.execPath, [script], { stdio: ['ignore', 2, 2] }), 'exit')
  if (code !== 0) throw new UserError('The studio could not be built; the reason is above.')
}

/** The token as it may be sent to this studio, if there is one. Its value stands in no message. */
function tokenFor(server: string, given: string | undefined): string | null {
  const token = given?.trim() ?? ''
  if (token === '') return null
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UserError('The access token holds a space, or what no token holds. Copy it again, whole.', 2)
  }
  const { protocol, hostname } = new URL(server)
  if (protocol === 'http:' && !LOOPBACK.includes(hostname)) {
    throw new UserError(`An access token is sent over HTTPS only. Write: --server https://${hostname}`, 2)
  }
  return token
}
