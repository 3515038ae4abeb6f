/** @module The page in a real browser: a whole shoot by mouse with a change and a reload in mid-stream, bad input, and the finished shoot on a phone. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { createClient } from './support/client.ts'
import { expectSameConversation, watchWords } from './support/conversation.ts'
import { expectNoSideways } from './support/expectNoSideways.ts'
import { expectPlaying } from './support/expectPlaying.ts'
import { repoRoot } from './support/repoRoot.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'

const PROMPT = 'confident streetwear editorial, city at dusk'
const sample = (name: string) => join(repoRoot, 'samples', name)
/** ms that a stage may take on a busy machine */
const STAGE = { timeout: 60_000 }

let studio: Studio
let browser: Browser
let client: ReturnType<typeof createClient>
/** Where the whole shoot of the first test lies. */
let shootPath: string

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  client = createClient(studio.url)
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const view = async (page: Page) => client.view(new URL(page.url()).pathname.split('/').at(-1) ?? '')

describe('in a window', () => {
  stepByStep()
  let watched: WatchedPage
  beforeAll(async () => {
    watched = await openPage(browser, studio.url, 1440, 900)
  })

  it('says what is wrong with a photo or a line, and loses nothing that is good', async () => {
    const { page, troubles, shoot } = watched
    await page.goto('/')
    await page.getByLabel('Direction').fill(PROMPT)
    const tiny = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    await page.getByLabel('Add photos').setInputFiles([
      { name: 'model.png', mimeType: 'image/png', buffer: await readFile(sample('model.png')) },
      { name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('only words') },
      { name: 'tiny.png', mimeType: 'image/png', buffer: tiny },
    ])
    await page.getByText('This is not a PNG, JPEG or WebP picture.').waitFor()
    await page.getByText('This photo is 40 × 40 px').waitFor()
    await page.getByText('Remove the photos that cannot be used.').waitFor()
    expect(await button(page, 'Start the shoot').isDisabled()).toBe(true)
    await shoot('bad-photos')
    await button(page, 'Remove note.png').click()
    await button(page, 'Remove tiny.png').click()
    await page.getByLabel('Direction').fill('   ')
    await page.getByText('Say in a line what you want.').waitFor()
    await page.getByLabel('Direction').press('Enter')
    expect(await button(page, 'Start the shoot').isDisabled()).toBe(true)
    expect(await page.getByRole('img', { name: 'model.png' }).count()).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/')
    expect(troubles).toEqual([])
  })

  it('takes photos and a line, and streams the director’s words to the hero', async () => {
    const { page, shoot } = watched
    const words = await watchWords(page)
    await page.getByLabel('Add photos').setInputFiles(sample('garment.png'))
    await page.getByLabel('What garment.png shows').selectOption('garment')
    await page.getByLabel('Direction').fill(PROMPT)
    await shoot('start')
    await button(page, 'Start the shoot').click()
    await page.waitForURL('**/shoots/*')
    shootPath = new URL(page.url()).pathname
    await page.getByRole('progressbar').first().waitFor(STAGE)
    await shoot('making-hero')
    await page.getByText('The hero, ready for you').waitFor(STAGE)
    await page.getByRole('img', { name: 'Hero, version 1' }).waitFor()
    await expectSameConversation(page, await view(page))
    const grown = (await words()).filter((text, index, all) => index > 0 && text.startsWith(all[index - 1] ?? ''))
    // How many steps are seen is up to how busy the machine is.
    expect(grown.length).toBeGreaterThan(0)
    await shoot('hero')
  })

  it('changes the hero as asked', async () => {
    const { page, shoot } = watched
    await button(page, 'Change…').click()
    await page.getByLabel('What to change').fill('Warmer light, please')
    await shoot('change')
    await button(page, 'Send change').click()
    await page.getByRole('img', { name: 'Hero, version 2' }).waitFor(STAGE)
    await page.getByText('The hero, ready for you').waitFor(STAGE)
    await shoot('hero-changed')
    await expectSameConversation(page, await view(page))
  })

  it('misses nothing and shows nothing twice after a reload in mid-stream', async () => {
    const { page, shoot } = watched
    await button(page, 'Approve, make contact sheet').click()
    await page.getByText('Next comes the contact sheet').waitFor()
    expect((await view(page)).running).toBe(true)
    await page.reload()
    await page.getByText('Next comes the contact sheet').waitFor()
    await shoot('reloaded')
    await page.getByText('The contact sheet, ready for you').waitFor(STAGE)
    await expectSameConversation(page, await view(page))
    await shoot('contact-sheet')
    await page.reload()
    await expectSameConversation(page, await view(page))
  })

  it('goes on through frames and clips to a film that plays', async () => {
    const { page, troubles, shoot } = watched
    await button(page, 'Approve, cut six frames').click()
    await page.getByText('Six frames, ready for you').waitFor(STAGE)
    await expect.poll(() => page.getByRole('img', { name: /^Frame \d/ }).count()).toBe(6)
    await shoot('frames')
    await button(page, 'Approve, make 5 clips').click()
    await page.getByRole('progressbar').nth(4).waitFor(STAGE)
    await shoot('making-clips')
    await page.getByText('The clips, ready for you').waitFor(STAGE)
    await expectPlaying(page, 'Clip 1', () => page.getByRole('link', { name: /^Clip 1/ }).hover())
    await shoot('clips')
    await button(page, 'Approve, stitch the film').click()
    await page.getByText('The film, ready for you').waitFor(STAGE)
    await shoot('film')
    const film = page.locator('video[aria-label^="Film"]')
    await expectPlaying(page, 'Film', () => film.evaluate((video: HTMLVideoElement) => video.play()))
    await shoot('film-playing')
    await button(page, 'Approve the film').click()
    await expect.poll(async () => (await view(page)).checkpoints.at(-1)?.state, STAGE).toBe('approved')
    await expect.poll(async () => (await view(page)).running, STAGE).toBe(false)
    await expectSameConversation(page, await view(page))
    await shoot('done')
    expect(troubles).toEqual([])
  })
})

describe('on a phone', () => {
  let watched: WatchedPage
  beforeAll(async () => {
    watched = await openPage(browser, studio.url, 390, 844)
  })

  it('shows the finished shoot, and plays it', async () => {
    const { page, troubles, shoot } = watched
    await page.goto(shootPath)
    const film = page.locator('video[aria-label^="Film"]')
    await film.waitFor()
    await shoot('film')
    await expectPlaying(page, 'Film', () => film.evaluate((video: HTMLVideoElement) => video.play()))
    await expectNoSideways(page)
    await expectSameConversation(page, await view(page))
    expect(troubles).toEqual([])
  })
})
