/** @module A whole shoot by finger on a phone: each decision, a change, looking closely with a pinch and a swipe, the film. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { createClient } from './support/client.ts'
import { expectSameConversation } from './support/conversation.ts'
import { expectNoSideways } from './support/expectNoSideways.ts'
import { expectPlaying } from './support/expectPlaying.ts'
import { repoRoot } from './support/repoRoot.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { createFingers } from './support/touch.ts'
import { STAGE, untilDecidable } from './support/untilDecidable.ts'

const samples = ['model.png', 'garment.png'].map((name) => join(repoRoot, 'samples', name))

let studio: Studio
let browser: Browser
let client: ReturnType<typeof createClient>
let watched: WatchedPage

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  client = createClient(studio.url)
  watched = await openPage(browser, studio.url, 390, 844, { hasTouch: true, isMobile: true, deviceScaleFactor: 2 })
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

stepByStep()

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const view = async (page: Page) => client.view(new URL(page.url()).pathname.split('/').at(-1) ?? '')

/** A stage waits, and what decides it lies within the window. */
async function expectDecision(page: Page, words: string): Promise<void> {
  await untilDecidable(page, words)
  const box = await button(page, /^Approve/).boundingBox()
  expect(box && box.y + box.height).toBeLessThanOrEqual(844)
  await expectNoSideways(page)
}

it('begins, and shows the hero with its decision', async () => {
  const { page, shoot } = watched
  await page.goto('/')
  await page.getByLabel('Add photos').setInputFiles(samples)
  await page.getByLabel('Direction').tap()
  await page.keyboard.type('confident streetwear editorial, city at dusk')
  await button(page, 'Start the shoot').tap()
  await expectDecision(page, 'The hero, ready for you')
  await shoot('phone-hero')
})

it('looks closely: a pinch, a swipe to the next, and back', async () => {
  const { page, shoot } = watched
  const fingers = await createFingers(page)
  const lightbox = page.getByRole('dialog')
  const picture = (name: RegExp) => lightbox.getByRole('img', { name }).first()
  const width = async (name: RegExp) => (await picture(name).boundingBox())?.width ?? 0
  await page.getByRole('link', { name: 'Reference: model' }).tap()
  await picture(/^Model/).waitFor()
  const whole = await width(/^Model/)
  await fingers.pinch(picture(/^Model/), 3)
  await expect.poll(() => width(/^Model/)).toBeGreaterThan(2 * whole)
  await shoot('phone-pinch')
  await expectNoSideways(page)
  await fingers.pinch(picture(/^Model/), 0.2)
  await expect.poll(() => width(/^Model/)).toBe(whole)
  await fingers.swipe(picture(/^Model/), -200)
  await picture(/^Garment/).waitFor()
  await shoot('phone-swiped')
  await fingers.swipe(picture(/^Garment/), 200)
  await picture(/^Model/).waitFor()
  await page.goBack()
  await lightbox.waitFor({ state: 'detached' })
})

it('writes to the director from the first letter on', async () => {
  const { page } = watched
  await button(page, 'Write to the director').tap()
  await page.keyboard.type('m, warmer')
  expect(await page.getByLabel('Message to the director').inputValue()).toBe('m, warmer')
  await page.getByLabel('Message to the director').fill('')
  await button(page, 'Decide').tap()
})

it('changes the frames that are picked', async () => {
  const { page, shoot } = watched
  await button(page, 'Approve, make contact sheet').tap()
  await expectDecision(page, 'The contact sheet, ready for you')
  await button(page, 'Approve, cut six frames').tap()
  await expectDecision(page, 'Six frames, ready for you')
  await button(page, 'Change frame 2').tap()
  await button(page, 'Change frame 5').tap()
  await button(page, 'Change 2 frames…').tap()
  await page.keyboard.type('softer light')
  await shoot('phone-picks')
  await expectNoSideways(page)
  await button(page, 'Send change').tap()
  await page.getByRole('img', { name: /^Frame 5.*version [23]/ }).waitFor(STAGE)
  await expectDecision(page, 'Six frames, ready for you')
  await shoot('phone-frames')
})

it('goes on through clips that a tap plays to a film that plays', async () => {
  const { page, troubles, shoot } = watched
  await button(page, 'Approve, make 5 clips').tap()
  await expectDecision(page, 'The clips, ready for you')
  await expectPlaying(page, 'Clip 1', () => page.getByRole('link', { name: /^Clip 1/ }).tap())
  await shoot('phone-clips')
  await button(page, 'Approve, stitch the film').tap()
  await expectDecision(page, 'The film, ready for you')
  await expectPlaying(page, 'Film', () => button(page, 'Play').tap())
  await shoot('phone-film')
  await button(page, 'Approve the film').tap()
  await expect.poll(async () => (await view(page)).checkpoints.at(-1)?.state, STAGE).toBe('approved')
  await expect.poll(async () => (await view(page)).running, STAGE).toBe(false)
  await expectSameConversation(page, await view(page))
  await expectNoSideways(page)
  await shoot('phone-done')
  expect(troubles).toEqual([])
})
