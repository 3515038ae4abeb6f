/** @module The local runtime with a Worker beside the product's, which ends all Durable Objects when this process gets a SIGUSR2. */
import {
  convertV4MiniflareOptions as convert,
  type MiniflareOptions,
  Miniflare as Plain,
  type V4MiniflareOptions,
} from 'miniflare'
import { RESETTER } from './RESETTER.ts'

export { Log, LogLevel } from 'miniflare'

export function convertV4MiniflareOptions(options: V4MiniflareOptions): MiniflareOptions {
  const workers = 'workers' in options && Array.isArray(options.workers) ? options.workers : []
  return convert({ ...options, workers: [...workers, RESETTER] })
}

export class Miniflare extends Plain {
  constructor(...options: ConstructorParameters<typeof Plain>) {
    super(...options)
    process.on('SIGUSR2', async () => {
      try {
        await (await this.getWorker(RESETTER.name)).fetch('http://resetter')
      } catch {
        // The runtime ends in this moment, and all objects with it.
      }
    })
  }
}
