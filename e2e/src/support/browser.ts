import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Where the pictures of the last run lie, for a person to look at; the next run replaces them. */
const SCREENSHOTS = join(tmpdir(), 'e2e-page')

/** Debian's Chromium, without a window and without calls home. */
export function launchBrowser(): Promise<Browser> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type WatchedPage = {
  page: Page
  /** What went wrong in the page so far: errors in the console, exceptions, requests that failed or were refused. */
  troubles: string[]
  /** Saves a picture of the window. */
  shoot: (name: string) => Promise<void>
}

/** A page that shares nothing with others. `device`: what else is to be known of the machine that it is on. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  width: number,
  height: number,
  device: BrowserContextOptions = {},
): Promise<WatchedPage> {
  return openTab(await browser.newContext({ baseURL, viewport: { width, height }, ...device }))
}

/** One more page of the same browser of a person, with all that goes wrong in it written down. */
export async function openTab(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A reload gives up the stream and what is loading, and a player stops loading what it has enough of.
    if (why !== 'net::ERR_ABORTED') troubles.push(`${why}: ${request.url()}`)
  })
  let count = 0
  const shoot = async (name: string) => {
    count++
    const path = join(SCREENSHOTS, `${page.viewportSize()?.width}-${String(count).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path })
  }
  return { page, troubles, shoot }
}
