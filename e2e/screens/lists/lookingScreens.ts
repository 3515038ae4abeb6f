import type { Slot } from '@fashion-shoot/protocol'
import type { Page } from 'playwright-core'
import { fixtureSession, fixtureView } from '../../../studio/dev/fixtureShoot.ts'
import { press, type Screen } from '../Screen.ts'

type Look = { fixture?: string; slot?: Slot; reach: (page: Page) => Promise<unknown> } & Partial<Screen>

/** The active version in a slot of a fixture, looked at; without a slot, the board. */
const look = (name: string, shows: string, { fixture = 'done', slot, ...change }: Look): Screen => {
  const at = slot === undefined ? '' : `?look=${fixtureView(fixture).slots[slot]?.activeId}`
  return { name: `look-${name}`, shows, source: 'fixtures', path: `/shoots/${fixtureSession(fixture)}${at}`, ...change }
}

const lightbox = (page: Page) => page.getByRole('dialog').waitFor()

async function compare(page: Page): Promise<void> {
  await press(page, 'Compare')
  await page.getByRole('slider', { name: /on the left/ }).waitFor()
}

export const lookingScreens: Screen[] = [
  look('hero', 'A picture, its versions, what it was made from, all others beneath.', {
    slot: 'hero',
    main: true,
    reach: lightbox,
  }),
  look('full', 'The same at 100 %.', {
    slot: 'hero',
    reach: async (page) => {
      await lightbox(page)
      await page.getByRole('dialog').getByRole('img', { name: 'Hero, version 2' }).first().waitFor()
      await page.keyboard.press('1')
    },
  }),
  look('compare', 'Two versions, parted by a line that can be moved.', { slot: 'hero', reach: compare }),
  look('beside', 'A result beside what it was made from.', {
    slot: 'contact_sheet',
    reach: async (page) => {
      await press(page, 'Compare')
      await page.locator('figcaption').nth(1).waitFor()
    },
  }),
  look('frame', 'A frame in the filmstrip.', { slot: 'frame_3', reach: lightbox }),
  look('clip', 'A clip, which steps frame by frame.', {
    slot: 'clip_2',
    reach: (page) => page.getByRole('dialog').getByRole('button', { name: 'Play', exact: true }).waitFor(),
  }),
  look('stale', 'A film that rests on an older frame, and why.', { fixture: 'stale', slot: 'film', reach: lightbox }),
  look('speed-curve', 'The speed curve, with a preview that plays the clips through it.', {
    main: true,
    reach: async (page) => {
      await press(page, 'Speed curve…')
      await page
        .getByRole('dialog', { name: 'Speed curve' })
        .getByRole('slider', { name: 'Time in the film' })
        .waitFor()
    },
  }),
  look('keys', 'All keys.', {
    fixture: 'hero',
    reach: async (page) => {
      await page.getByTestId('decision').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  }),
]
