import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Running = {
  /** What it printed as its first line. */
  ready: { port?: number; url?: string }
  pid: number
  stop(): Promise<void>
}

/** Starts a Node program that prints one JSON line when it is ready; `input` goes to its standard input as one. */
export async function startProcess(script: string, args: string[] = [], input?: unknown): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-2000)
  })
  if (child.stdout === null) throw new Error('No output to read.')
  if (input !== undefined) child.stdin?.end(`${JSON.stringify(input)}\n`)
  const ended = once(child, 'exit')
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => null)])
  if (first === null) throw new Error(`${script} ended before it was ready: ${said}`)
  return {
    ready: JSON.parse(String(first[0])),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
