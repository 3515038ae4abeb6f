import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails when the page is wider than its window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [needed, given] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(needed).toBe(given)
}
