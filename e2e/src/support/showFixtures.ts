import type { AddressInfo } from 'node:net'
import type { BrowserContext } from 'playwright-core'
import { startFixtureServer } from '../../../studio/dev/fixtureServer.ts'

/** Puts the studio's fixtures behind all pages of a context: a shoot at every point that looks different. Returns what ends that. */
export async function showFixtures(context: BrowserContext): Promise<() => void> {
  const server = await startFixtureServer(0)
  const { port } = server.address() as AddressInfo
  await context.route('**/api/**', (route) => {
    const url = new URL(route.request().url())
    url.port = String(port)
    return route.continue({ url: url.href })
  })
  return () => {
    server.close()
    server.closeAllConnections()
  }
}
