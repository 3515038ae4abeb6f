import type { Page } from 'playwright-core'
import { badFiles, samplePhoto } from '../../src/support/testPhotos.ts'
import { bring, press, type Screen } from '../Screen.ts'
import { shownShoots } from './shownShoots.ts'

const start = (name: string, shows: string, change: Partial<Screen>): Screen => ({
  name: `start-${name}`,
  shows,
  source: 'product',
  path: '/',
  ...change,
  reach: async (page) => {
    // The presets come a moment after the rest.
    await page.getByText('Street walk').waitFor()
    await change.reach?.(page)
  },
})

const photos = (...names: string[]) => Promise.all(names.map((name) => samplePhoto(name)))

async function fill(page: Page): Promise<void> {
  await page.getByLabel('Add photos').setInputFiles(await photos('model.png', 'garment.png', 'accessory.png'))
  await page.getByLabel('What garment.png shows').selectOption('garment')
  await page.getByLabel('What accessory.png shows').selectOption('accessory')
  await page.getByLabel('Direction').fill('Confident streetwear editorial on studio grey')
  await bring(page.getByRole('heading', { name: 'New shoot' }), 'start')
}

export const startScreens: Screen[] = [
  start('first-visit', 'A first visit: the sample shoot to open, and one press to run one on the sample photos.', {}),
  start('again', 'A later visit, with the shoots there were.', {
    source: 'fixtures',
    answers: { '/sessions': [shownShoots] },
  }),
  start('filled', 'Photos with their roles, a line, and presets as pictures.', { main: true, reach: fill }),
  start('options', 'The options, open: ratio, resolution, models, budget, and how often to stop.', {
    reach: async (page) => {
      await fill(page)
      await page.getByText('Options', { exact: true }).click()
      await bring(page.getByLabel('Budget in USD'), 'center')
    },
  }),
  start('bad-photos', 'Photos that will not serve, each with its reason.', {
    reach: async (page) => {
      const { damaged, small, dark } = await badFiles()
      const [model] = await photos('model.png')
      if (model === undefined) throw new Error('unreachable: one was asked for')
      await page.getByLabel('Add photos').setInputFiles([model, small, dark, damaged])
      await page.getByText('Remove the photos that cannot be used.').waitFor()
      await bring(page.getByText('Very dark: much of it may be lost.'), 'center')
    },
  }),
  start('keys', 'What works without keys, and how to add them.', {
    reach: async (page) => {
      await press(page, 'Use real models')
      await page.getByRole('dialog').waitFor()
    },
  }),
]
