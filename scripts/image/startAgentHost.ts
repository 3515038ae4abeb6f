import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Image } from './Image.ts'

export type StartedHost = {
  /** Without a trailing slash, on 127.0.0.1. */
  url: string
  /** What callers must send as their Bearer token. */
  token: string
  pid: number
  /** Ends it and resolves to its exit code. */
  stop: () => Promise<number | null>
}

/**
 * Starts the image's agent host as the Worker does, on a free port of this machine.
 *
 * @param command how the Worker starts it
 * @throws Error with what it printed, when it ends instead of listening
 */
export async function startAgentHost(image: Image, command: string): Promise<StartedHost> {
  const token = crypto.randomUUID()
  const { program, args, cwd, env } = image.command(command, { HOST: '127.0.0.1', PORT: '0', HOST_TOKEN: token })
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
    child.once('error', (error) => {
      said += String(error)
      resolve(null)
    })
  })
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([first]) => String(first)),
    exited.then((code) => Promise.reject(new Error(`The image's agent host ended with ${code}:\n${said}`))),
  ])
  const { port } = JSON.parse(line)
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}
