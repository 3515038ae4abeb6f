import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './freePort.ts'
import { repoRoot } from './repoRoot.ts'

export type BuiltWorker = { url: string; close: () => Promise<unknown> }

/** The bundle that a deploy would upload, in workerd, with these variables and empty storage; as `npm start` runs it. */
export async function startBuiltWorker(vars: Record<string, string>): Promise<BuiltWorker> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(repoRoot, 'worker/dist/local.js')], { stdio: 'pipe' })
  let logged = ''
  child.stderr.on('data', (chunk: Buffer) => {
    logged += chunk.toString()
  })
  const exited = once(child, 'exit')
  const local = { LOOPBACK: 'true', GATEWAY_URL: `http://127.0.0.1:${port}/gateway` }
  const run = { folder: join(repoRoot, 'worker'), port, vars: { ...vars, ...local } }
  child.stdin.write(`${JSON.stringify(run)}\n`)
  await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`The Worker ended with ${code}:\n${logged}`))),
  ])
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}
