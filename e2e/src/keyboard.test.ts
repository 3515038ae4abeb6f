/** @module A whole shoot by keyboard alone: the photos, each decision, a change, looking closely, the film. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { createClient } from './support/client.ts'
import { expectSameConversation } from './support/conversation.ts'
import { expectPlaying } from './support/expectPlaying.ts'
import { expectFocused, expectSomeFocus, tabTo } from './support/keyboard.ts'
import { repoRoot } from './support/repoRoot.ts'
import { type HeldDirector, startHeldDirector } from './support/startHeldDirector.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { STAGE, untilDecidable } from './support/untilDecidable.ts'

const samples = ['model.png', 'garment.png'].map((name) => join(repoRoot, 'samples', name))

let director: HeldDirector
let studio: Studio
let browser: Browser
let client: ReturnType<typeof createClient>
let watched: WatchedPage

beforeAll(async () => {
  director = await startHeldDirector()
  ;[studio, browser] = await Promise.all([startStudio(director.settings), launchBrowser()])
  client = createClient(studio.url)
  watched = await openPage(browser, studio.url, 1440, 900)
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
  await director?.close()
})

stepByStep()

const message = (page: Page) => page.getByLabel('Message to the director')
const change = (page: Page) => page.getByLabel('What to change')
const view = async (page: Page) => client.view(new URL(page.url()).pathname.split('/').at(-1) ?? '')

it('begins: the photos, a line, and the start', async () => {
  const { page, shoot } = watched
  await page.goto('/')
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, page.getByLabel('Add photos'))
  await shoot('keys-photos')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(samples)
  await page.getByRole('img', { name: 'garment.png' }).waitFor()
  await tabTo(page, page.getByLabel('What garment.png shows'))
  await page.keyboard.type('garment')
  await tabTo(page, page.getByLabel('Direction'))
  await page.keyboard.type('confident streetwear editorial, city at dusk')
  await shoot('keys-direction')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/shoots/*')
  await untilDecidable(page, 'The hero, ready for you')
  await expectSomeFocus(page)
})

it('takes no key for a shortcut where somebody writes, and opens and leaves the list of keys', async () => {
  const { page, shoot } = watched
  const words = 'c m ? 2 5 +-01,. can it be warmer?'
  await page.keyboard.press('m')
  await expectFocused(page, message(page))
  await page.keyboard.type(words)
  expect(await message(page).inputValue()).toBe(words)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await change(page).count()).toBe(0)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await tabTo(page, page.getByRole('button', { name: 'Approve, make contact sheet' }))
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await shoot('keys-list')
  await page.keyboard.press('Escape')
  await expectFocused(page, page.getByRole('button', { name: 'Approve, make contact sheet' }))
})

it('writes the change that C opens from its first letter on, and sends it', async () => {
  const { page, shoot } = watched
  await page.keyboard.type('cCan it be warmer? 2 c m')
  await expectFocused(page, change(page))
  expect(await change(page).inputValue()).toBe('Can it be warmer? 2 c m')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Escape')
  await expectFocused(page, page.getByRole('button', { name: 'Change…' }))
  await page.keyboard.press('c')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Warmer light, please')
  await shoot('keys-change')
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Hero, version 2' }).waitFor(STAGE)
  await untilDecidable(page, 'The hero, ready for you')
  await expectSomeFocus(page)
})

it('stops the director in mid-sentence, by a key and by the button, and goes on', async () => {
  const { page, shoot } = watched
  const stopped = async () => {
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await expect.poll(async () => (await view(page)).running, STAGE).toBe(false)
  }
  director.hold()
  await page.keyboard.press('Enter')
  await page.getByText('Next comes').waitFor()
  await page.keyboard.press('m')
  await expectFocused(page, message(page))
  await page.keyboard.press('Escape')
  await expect.poll(() => message(page).evaluate((field) => field === document.activeElement)).toBe(false)
  await page.getByRole('button', { name: 'Stop', disabled: false }).waitFor()
  await page.keyboard.press('Escape')
  await stopped()
  await shoot('keys-stopped')
  await page.keyboard.press('m')
  await page.keyboard.type('Go on')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Stop' }))
  await page.keyboard.press('Enter')
  await stopped()
  await expectFocused(page, message(page))
  director.release()
  await page.keyboard.type('Go on')
  await page.keyboard.press('Enter')
  await untilDecidable(page, 'The contact sheet, ready for you')
  await expectFocused(page, message(page))
})

it('looks closely at what was made: at the next, closer, beside what it was, and back', async () => {
  const { page, shoot } = watched
  const hero = page.getByTestId('slot-hero').getByRole('link')
  const lightbox = page.getByRole('dialog')
  const titled = (title: string) => lightbox.getByRole('heading', { name: title }).waitFor()
  await tabTo(page, hero, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await titled('Hero · version 2')
  await page.keyboard.press('1')
  await lightbox.getByText('100 %').waitFor()
  await page.keyboard.press('-')
  await lightbox.getByText('67 %').waitFor()
  await page.keyboard.press('0')
  await page.keyboard.press('c')
  const line = lightbox.getByRole('slider')
  await tabTo(page, line)
  const before = Number(await line.getAttribute('aria-valuenow'))
  await page.keyboard.press('ArrowLeft')
  expect(Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(before)
  await shoot('keys-compare')
  await page.keyboard.press('Escape')
  await line.waitFor({ state: 'detached' })
  await expectSomeFocus(page)
  await page.keyboard.press('ArrowRight')
  await titled('Contact sheet · version 1')
  await page.keyboard.press('ArrowLeft')
  await titled('Hero · version 2')
  await page.keyboard.press('Escape')
  await lightbox.waitFor({ state: 'detached' })
  await expectFocused(page, hero)
})

it('changes the frames that are picked by their numbers', async () => {
  const { page, shoot } = watched
  await tabTo(page, page.getByRole('button', { name: 'Approve, cut six frames' }))
  await page.keyboard.press('Enter')
  await untilDecidable(page, 'Six frames, ready for you')
  await expectSomeFocus(page)
  await page.keyboard.type('25')
  await expect.poll(() => page.getByRole('button', { name: /^Change frame/, pressed: true }).count()).toBe(2)
  await page.keyboard.press('Enter')
  await expectFocused(page, change(page))
  await page.keyboard.type('softer light')
  await shoot('keys-picks')
  expect(await change(page).inputValue()).toBe('Edit frames 2 and 5: softer light')
  await page.keyboard.press('Enter')
  // The second version gives way to the third where it has to be fitted to the set.
  await page.getByRole('img', { name: /^Frame 5.*version [23]/ }).waitFor(STAGE)
  await page.getByRole('img', { name: /^Frame 2.*version [23]/ }).waitFor(STAGE)
  await untilDecidable(page, 'Six frames, ready for you')
  await shoot('keys-frames')
})

it('goes on to a film that plays', async () => {
  const { page, troubles, shoot } = watched
  await expectSomeFocus(page)
  await page.keyboard.press('Enter')
  await untilDecidable(page, 'The clips, ready for you')
  await page.keyboard.press('Enter')
  await untilDecidable(page, 'The film, ready for you')
  await tabTo(page, page.getByRole('button', { name: 'Play', exact: true }))
  await expectPlaying(page, 'Film', () => page.keyboard.press('Space'))
  await shoot('keys-film')
  await page.keyboard.press('k')
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Approve the film' }))
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await view(page)).checkpoints.at(-1)?.state, STAGE).toBe('approved')
  await expect.poll(async () => (await view(page)).running, STAGE).toBe(false)
  await expectSameConversation(page, await view(page))
  await expectSomeFocus(page)
  expect(troubles).toEqual([])
})
