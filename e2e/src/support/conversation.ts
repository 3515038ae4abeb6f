import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { View } from './client.ts'

/** What the page shows of what was said, one text an entry; thinking as it is when unfolded. */
function shownWords(page: Page): Promise<string[]> {
  return page
    .getByRole('log', { name: 'Conversation' })
    .locator('[data-testid=person-words], [data-testid=director-words], [data-testid=thinking] > p')
    .allTextContents()
}

/** What a text and the page must have in common: all but space, which falls away between blocks, and Markdown's marks, which are shown as what they mean. */
export function asRead(text: string): string {
  return text.replace(/[\s\0\ufffd*_`#>]+/g, '')
}

/** Fails unless the page comes to show what the log holds: all words, in order, none twice. */
export async function expectSameConversation(page: Page, { conversation }: View): Promise<void> {
  const said = conversation.flatMap(({ kind, text = '' }) =>
    kind === 'person' ? [`You: ${text}`] : kind === 'director' ? [text] : [],
  )
  await expect.poll(async () => (await shownWords(page)).map(asRead), { timeout: 10_000 }).toEqual(said.map(asRead))
}

/** From now on, notes how the director's newest words grow; returns the texts seen so far, each once. */
export async function watchWords(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seenWords: seen })
    const look = () => {
      const text = [...document.querySelectorAll('[data-testid=director-words]')].at(-1)?.textContent
      if (text && seen.at(-1) !== text) seen.push(text)
      requestAnimationFrame(look)
    }
    look()
  })
  return () => page.evaluate(() => (globalThis as unknown as { seenWords: string[] }).seenWords)
}
