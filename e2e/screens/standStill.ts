import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'

/** ms for which nothing is asked for, by which the page has all its parts: what has come may ask for more. */
const QUIET_MS = 150

/** ms after which it is taken for granted: of a request that was given up, the browser may never tell. */
const PATIENCE_MS = 5000

/** Notes what a page asks for; returns a wait until all of it has come, but for what stays open. */
export function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let changed = performance.now()
  const note = (request: Request, isOpen: boolean) => {
    if (request.resourceType() === 'media' || request.url().endsWith('/events')) return
    if (isOpen) open.add(request)
    else open.delete(request)
    changed = performance.now()
  }
  page.on('request', (request) => note(request, true))
  page.on('requestfinished', (request) => note(request, false))
  page.on('requestfailed', (request) => note(request, false))
  return async () => {
    const until = performance.now() + PATIENCE_MS
    while (performance.now() < until && (open.size > 0 || performance.now() - changed < QUIET_MS)) await sleep(20)
  }
}

/** Waits until all that is in the window has its letters and its pixels and nothing moves: two pictures in a row are the same. */
export async function standStill(page: Page): Promise<Buffer> {
  await page.waitForFunction(() => {
    const seen = (element: Element) => {
      const { top, bottom, width } = element.getBoundingClientRect()
      return width > 0 && bottom > 0 && top < innerHeight
    }
    const images = [...document.images].filter(seen)
    const videos = [...document.querySelectorAll('video')].filter(seen)
    return (
      document.fonts.status === 'loaded' &&
      images.every(({ complete, naturalWidth }) => complete && naturalWidth > 0) &&
      videos.every(({ readyState, poster, preload }) => readyState >= 2 || poster !== '' || preload === 'none')
    )
  })
  let last = await take(page)
  for (let n = 0; n < 20; n++) {
    const next = await take(page)
    if (next.equals(last)) return next
    last = next
  }
  throw new Error(`${page.url()} does not come to rest.`)
}

function take(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
}
