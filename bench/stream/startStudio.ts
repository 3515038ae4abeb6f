import { join } from 'node:path'
import { freePort } from '../../worker/test/freePort.ts'
import { type Running, startProcess } from './startProcess.ts'

const WORKER = join(import.meta.dirname, '../../worker')

export type Studio = Running & { url: string }

/** Starts the built Worker in workerd as local mode does, over state on disk, with an emitter for its agent host. */
export async function startStudio(stateDir: string, hostPort: number): Promise<Studio> {
  const vars = { LOOPBACK: 'true', AGENT_HOST_URL: `http://127.0.0.1:${hostPort}`, AGENT_HOST_TOKEN: 'bench' }
  const port = await freePort()
  const worker = await startProcess(join(WORKER, 'dist/local.js'), [], {
    folder: WORKER,
    port,
    stateDir,
    vars: { ...vars, GATEWAY_URL: `http://127.0.0.1:${port}/gateway` },
  })
  return { ...worker, url: `http://127.0.0.1:${port}` }
}
