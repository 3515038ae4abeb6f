import type { Page } from 'playwright-core'

/** ms that a stage may take on a busy machine */
export const STAGE = { timeout: 60_000 }

/** Waits for a stage to be shown as ready, and for the director to end its turn: until then nothing can be decided. */
export async function untilDecidable(page: Page, words: string): Promise<void> {
  await page.getByText(words).waitFor(STAGE)
  await page.getByRole('button', { name: /^Approve/, disabled: false }).waitFor(STAGE)
}
