import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { z } from 'zod'
import { UserError } from '../UserError.ts'

export type PartCommand<Ready> = {
  /** For people: `agent host`. */
  name: string
  /** The JavaScript file to run with this Node, and its arguments. */
  script: string
  args?: string[]
  env: Record<string, string>
  /** Written to its standard input as one JSON line; for what should not stand in an environment. */
  options?: unknown
  /** What its first line of standard output must be. */
  ready: z.ZodType<Ready>
  /** Its standard error goes here. */
  logFile: string
  /** True to go on with the log of the process before. */
  isRestart?: boolean
}

export type Part<Ready> = {
  ready: Ready
  /** Resolves when it has ended for whatever reason. */
  ended: Promise<void>
  /** Ends the process and all that it started. Resolves when none is left. */
  stop: () => Promise<void>
}

/** Beside this module, among the sources and in the bundle alike. */
const END_WITH_PARENT = pathToFileURL(join(import.meta.dirname, `endWithParent${extname(import.meta.filename)}`)).href

const READY_WITHIN_MS = 30_000
const END_WITHIN_MS = 5_000

/**
 * Starts a part of the system as a child process and waits for its first line. Should this process be killed or crash, the part
 * gets a SIGTERM from itself.
 *
 * The child gets a process group of its own, so that Ctrl-C reaches this process alone and the parts end in order.
 *
 * @throws UserError with the end of the part's log when it ends or stays silent instead
 */
export async function startPart<Ready>(command: PartCommand<Ready>): Promise<Part<Ready>> {
  mkdirSync(dirname(command.logFile), { recursive: true })
  const log = openSync(command.logFile, command.isRestart ? 'a' : 'w')
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, command.script, ...(command.args ?? [])], {
    env: command.env,
    stdio: ['pipe', 'pipe', log],
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  // A part that has gone away no longer reads: its exit says so, the broken pipe adds nothing.
  child.stdin?.on('error', () => {})
  if (command.options !== undefined) child.stdin?.write(`${JSON.stringify(command.options)}\n`)
  const stop = () => stopGroup(child, ended)
  try {
    const line = await firstLine(child, ended)
    return { ready: command.ready.parse(JSON.parse(line)), ended, stop }
  } catch (error) {
    await stop()
    const reason = error instanceof Error ? error.message : String(error)
    const tail = readFileSync(command.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n')
    throw new UserError(`The ${command.name} did not start (${reason}).\n${tail}\nIts log: ${command.logFile}`)
  }
}

async function firstLine(child: ChildProcess, ended: Promise<void>): Promise<string> {
  if (child.stdout === null) throw new Error('it has no standard output')
  const silent = new AbortController()
  try {
    return await Promise.race([
      once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
      ended.then(() => Promise.reject(new Error(`it ended with ${child.signalCode ?? `code ${child.exitCode}`}`))),
      sleep(READY_WITHIN_MS, undefined, { signal: silent.signal }).then(() =>
        Promise.reject(new Error(`no word from it in ${READY_WITHIN_MS / 1000} s`)),
      ),
    ])
  } finally {
    silent.abort()
  }
}

/** Asks by SIGTERM and waits; at the end kills what is left of the group. */
async function stopGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end()
  child.kill('SIGTERM')
  await within(ended, END_WITHIN_MS)
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty, as it should be.
  }
  await ended
}

async function within(ended: Promise<void>, ms: number): Promise<void> {
  const over = new AbortController()
  await Promise.race([ended, sleep(ms, undefined, { signal: over.signal }).catch(() => {})])
  over.abort()
}
