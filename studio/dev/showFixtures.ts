/** @module Serves the page with the fixtures behind it: `node studio/dev/showFixtures.ts [port]`. */
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { startFixtureServer } from './fixtureServer.ts'

const api = await startFixtureServer(0)
const address = api.address()
if (address === null || typeof address === 'string') throw new Error('The fixture server has no port.')

const page = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  server: {
    host: '127.0.0.1',
    port: Number(process.argv[2] ?? 5173),
    proxy: { '/api': `http://127.0.0.1:${address.port}` },
  },
})
await page.listen()
page.printUrls()
