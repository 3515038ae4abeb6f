import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { showFixtures } from '../src/support/showFixtures.ts'
import type { Screen } from './Screen.ts'
import { standStill, watchRequests } from './standStill.ts'
import { fileOf, type View, viewsOf } from './VIEWS.ts'

/** The day on which all is looked at: after the sample shoot was recorded, so that no date depends on when the pictures are taken. */
const TODAY = new Date('2026-12-01T12:00:00Z')

/** Small, with words that are still sharp */
const WEBP = { quality: 38, effort: 6, smartSubsample: true }

/** Takes all pictures of a screen into a folder; `url`: where its page is. */
export async function takePictures(browser: Browser, url: string, screen: Screen, folder: string): Promise<void> {
  for (const view of viewsOf(screen)) {
    const context = await newContext(browser, url, view)
    const hideFixtures = screen.source === 'fixtures' ? await showFixtures(context) : () => {}
    try {
      await answerOtherwise(context, screen.answers ?? {})
      const page = await context.newPage()
      await page.clock.setFixedTime(TODAY)
      const allCame = watchRequests(page)
      await page.goto(screen.path)
      await page.locator('h1').first().waitFor()
      await screen.reach?.(page)
      await allCame()
      const picture = await sharp(await standStill(page))
        .webp(WEBP)
        .toBuffer()
      await writeFile(join(folder, fileOf(screen, view)), picture)
    } catch (error) {
      throw new Error(`There is no picture ${fileOf(screen, view)}.`, { cause: error })
    } finally {
      await context.close()
      hideFixtures()
    }
  }
}

function newContext(browser: Browser, baseURL: string, { width, height, theme, phone }: View): Promise<BrowserContext> {
  return browser.newContext({
    baseURL,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...(phone && { hasTouch: true, isMobile: true }),
  })
}

async function answerOtherwise(context: BrowserContext, answers: NonNullable<Screen['answers']>): Promise<void> {
  for (const [end, [...left]] of Object.entries(answers)) {
    await context.route(
      ({ pathname }) => pathname.startsWith('/api/') && pathname.endsWith(end),
      (route) => {
        const answer = left.length > 1 ? left.shift() : left[0]
        if (answer === null) return
        if (answer === 'lost') return route.abort()
        return typeof answer === 'number' ? route.fulfill({ status: answer }) : route.fulfill({ json: answer })
      },
    )
  }
}
