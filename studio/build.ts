import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the page into `studio/dist`. Throws when a source does not compile. */
export async function buildStudio(): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' })
}
