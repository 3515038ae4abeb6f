import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../UserError.ts'
import { choosePort } from './choosePort.ts'
import { describeDemo } from './describeDemo.ts'
import { keepPart } from './keepPart.ts'
import { lockDataDir } from './lockDataDir.ts'
import { repoRoot } from './repoRoot.ts'
import { childEnv, type DemoPart, demoParts, readSettings } from './settings.ts'
import { type Part, type PartCommand, startPart } from './startPart.ts'
import { type DemoServers, workerVars } from './workerVars.ts'

export type LocalOptions = {
  /** Settings by name, as an environment has them; `docs/settings.md` lists them. The three below win over it. */
  env: Record<string, string | undefined>
  /** A file of settings for what the environment does not have. */
  varsFile?: string
  /** TCP port of page and API on 127.0.0.1; 0 for any. */
  port?: number
  /** Where all state is kept, relative to the checkout. */
  dataDir?: string
  speed?: 'fast' | 'lifelike'
  /** Told, in words, what goes on. */
  log?: (message: string) => void
}

export type Local = {
  /** Where page and API answer, without a trailing slash. */
  url: string
  /** The parts for which demo servers stand in. */
  demoParts: DemoPart[]
  /** The same in words, with how each becomes live. */
  demoWords: string
  /**
   * Resolves with the reason in words when a part has ended by itself, for good, and the rest was stopped; never otherwise. Agent host
   * and Worker are started again a few times before.
   */
  failed: Promise<string>
  /** Ends every process and frees the data folder. May be called twice. */
  stop: () => Promise<void>
}

const Served = z.object({ url: z.url() })
const DemoReady = z.object({
  director: Served.extend({ key: z.string() }).optional(),
  images: Served.extend({ key: z.string() }).optional(),
  clips: Served.extend({ accessKey: z.string(), secretKey: z.string() }).optional(),
}) satisfies z.ZodType<DemoServers>
const HostReady = z.object({ ready: z.literal(true), port: z.int().positive() })
const WorkerReady = Served.extend({ ready: z.literal(true) })

const BUNDLES = ['sandbox/dist/host.js', 'demo/dist/main.js', 'worker/dist/local.js']

/**
 * Starts the whole product on 127.0.0.1: demo servers for the parts without keys, the agent host, and the Worker in workerd.
 *
 * @throws UserError when a setting is wrong, the port or the data folder is taken, or a part does not start; then nothing of
 *   it is left running
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const root = repoRoot()
  const settings = readSettings(options.env, options.varsFile)
  const dataDir = resolve(root, options.dataDir ?? settings.DATA_DIR)
  const speed = options.speed ?? settings.DEMO_SPEED
  const missing = BUNDLES.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new UserError(`Not built yet: ${missing.join(', ')}. Type: npm run build`)

  const lock = lockDataDir(dataDir)
  const parts: Part<unknown>[] = []
  let stopped: Promise<void> | undefined
  const stop = () => {
    // Latest first: the Worker stops asking before those that it asks end.
    stopped ??= parts.reduceRight((before, part) => before.then(part.stop), Promise.resolve()).then(lock.release)
    return stopped
  }
  const log = options.log ?? (() => {})
  const start = async <Ready>({
    isKept,
    ...command
  }: Omit<PartCommand<Ready>, 'env' | 'logFile'> & { env?: Record<string, string>; isKept: boolean }) => {
    const env = { ...childEnv(), ...command.env }
    const logFile = join(dataDir, 'log', `${command.name.replace(' ', '-')}.log`)
    const whole = { ...command, env, logFile }
    const part = await (isKept ? keepPart(whole, { log }) : startPart(whole))
    parts.push(part)
    return { ...part, name: command.name, logFile }
  }

  try {
    const port = await choosePort(options.port ?? settings.PORT)
    const demos = demoParts(settings)
    const hostToken = randomBytes(32).toString('base64url')
    const workDir = join(dataDir, 'sandbox')
    mkdirSync(workDir, { recursive: true })

    // Fixed, so that it is found again after it was started anew.
    const hostPort = await choosePort(0)
    log('Starting the agent host and the demo servers …')
    const [demo, host] = await settleAll([
      start({
        name: 'demo servers',
        // What they know is in their memory: started anew, they would have lost every order.
        isKept: false,
        script: join(root, 'demo/dist/main.js'),
        args: ['--speed', speed, ...demos],
        ready: DemoReady,
      }),
      start({
        name: 'agent host',
        isKept: true,
        script: join(root, 'sandbox/dist/host.js'),
        env: { PORT: String(hostPort), HOST_TOKEN: hostToken, WORK_DIR: workDir, AGENT_DIR: join(root, 'agent') },
        ready: HostReady,
      }),
    ])
    log('Starting the Worker …')
    const worker = await start({
      name: 'worker',
      isKept: true,
      script: join(root, 'worker/dist/local.js'),
      options: {
        folder: join(root, 'worker'),
        port,
        stateDir: join(dataDir, 'worker'),
        vars: workerVars(settings, demo.ready, {
          LOOPBACK: 'true',
          AGENT_HOST_URL: `http://127.0.0.1:${host.ready.port}`,
          AGENT_HOST_TOKEN: hostToken,
          GATEWAY_URL: `http://127.0.0.1:${port}/gateway`,
          DEMO_PARTS: demos.join(','),
        }),
      },
      ready: WorkerReady,
    })
    lock.announce(worker.ready.url)
    const failed = new Promise<string>((resolve) => {
      for (const { ended, name, logFile } of [demo, host, worker]) {
        void ended.then(async () => {
          if (stopped !== undefined) return
          await stop()
          resolve(`The ${name} ended by itself; the rest was stopped. Shoots are kept. Its log: ${logFile}`)
        })
      }
    })
    return { url: worker.ready.url, demoParts: demos, demoWords: describeDemo(settings), failed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Like Promise.all, but a failure is reported only when the others have settled too, so that they can be stopped. */
async function settleAll<Results extends unknown[]>(
  promises: { [K in keyof Results]: Promise<Results[K]> },
): Promise<Results> {
  await Promise.allSettled(promises)
  return Promise.all(promises) as Promise<Results>
}
