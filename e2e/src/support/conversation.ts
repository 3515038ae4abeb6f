import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { View } from './client.ts'

/** What the page shows of the conversation, one text an entry; thinking as it is when unfolded. */
function shownTexts(page: Page): Promise<string[]> {
  return page
    .getByRole('log', { name: 'Conversation' })
    .evaluate((log) =>
      [...log.children].map((entry) => (entry.querySelector('details > p') ?? entry).textContent ?? ''),
    )
}

/** Fails unless the page comes to show what the log holds: every entry, in order, none twice, to the character. */
export async function expectSameConversation(page: Page, { conversation }: View): Promise<void> {
  const texts = conversation.map(({ kind, text = '' }) => (kind === 'person' ? `You: ${text}` : text))
  const isWords = (_: unknown, index: number) => /^(person|director|checkpoint)$/.test(conversation[index]?.kind ?? '')
  await expect.poll(async () => (await shownTexts(page)).length, { timeout: 10_000 }).toBe(conversation.length)
  expect((await shownTexts(page)).filter(isWords)).toEqual(texts.filter(isWords))
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
