/** @module axe finds nothing wrong with any page in any state, in both themes, in a window and on a phone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FIXTURES, fixtureSession, fixtureView } from '../../studio/dev/fixtureShoot.ts'
import { makeToken } from '../../worker/test/makeToken.ts'
import { type ScriptedWorker, startScriptedWorker } from '../../worker/test/startScriptedWorker.ts'
import { axeViolations, RULES_OF_PAGES } from './support/axeViolations.ts'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { showFixtures } from './support/showFixtures.ts'
import { badFiles, samplePhoto } from './support/testPhotos.ts'

let deployed: ScriptedWorker
let browser: Browser
let watched: WatchedPage
let page: Page
let hideFixtures = () => {}

beforeAll(async () => {
  // A deployment, since only that has a page to sign in.
  ;[deployed, browser] = await Promise.all([startScriptedWorker({ LOOPBACK: '' }), launchBrowser()])
  watched = await openPage(browser, deployed.worker.url, 1440, 900)
  page = watched.page
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

afterAll(async () => {
  await browser?.close()
  hideFixtures()
  await deployed?.close()
})

const press = (name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
const shoot = (fixture: string, search = '') => page.goto(`/shoots/${fixtureSession(fixture)}${search}`)
/** The address at which the active version in a slot is looked at. */
const at = (fixture: string, slot: 'hero' | 'contact_sheet' | 'clip_1') =>
  `?look=${fixtureView(fixture).slots[slot]?.activeId}`

/** An open menu lies over the page, and belongs to none of its regions. */
const OF_MENUS = { rules: ['region'] }

it('signing in', async () => {
  await page.goto('/')
  await page.getByRole('heading', { name: 'This studio is closed' }).waitFor()
  expect(await axeViolations(page), 'closed').toEqual([])
  const { token } = await makeToken(deployed.worker, 'stylist@example.com')
  await page.goto('/')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await axeViolations(page), 'open').toEqual([])
  await page.getByLabel('Access token').fill('not a token')
  await press('Sign in')
  await page.getByRole('alert').waitFor()
  expect(await axeViolations(page), 'refused').toEqual([])
  await page.getByLabel('Access token').fill(token)
  await press('Sign in')
  await page.getByRole('heading', { name: 'New shoot' }).waitFor()
  expect(await axeViolations(page), 'a first visit').toEqual([])
  hideFixtures = await showFixtures(page.context())
})

it('a new shoot', async () => {
  await page.goto('/')
  await page.getByRole('heading', { name: 'New shoot' }).waitFor()
  expect(await axeViolations(page), 'empty').toEqual([])
  await press('Use real models')
  await page.getByRole('dialog', { name: 'Use real models' }).waitFor()
  expect(await axeViolations(page), 'keys').toEqual([])
  await page.keyboard.press('Escape')
  const { small, dark } = await badFiles()
  await page.getByLabel('Add photos').setInputFiles([await samplePhoto('model.png'), small, dark])
  await page.getByLabel('Direction').fill('Confident streetwear editorial, city at dusk')
  await page.getByText('Options', { exact: true }).click()
  await page.getByLabel('Budget in USD').fill('a lot')
  await page.getByRole('alert').waitFor()
  expect(await axeViolations(page), 'filled').toEqual([])
  await watched.shoot('axe-start')
})

it('the recorded shoot', async () => {
  await page.goto('/sample')
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
})

it('all shoots', async () => {
  await page.goto('/shoots')
  await page.getByRole('list', { name: 'Shoots' }).waitFor()
  expect(await axeViolations(page), 'the list').toEqual([])
  await page.getByRole('listitem').first().hover()
  await press(/^More for/)
  await page.getByRole('menu').waitFor()
  expect(await axeViolations(page, OF_MENUS), 'a menu').toEqual([])
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  // Under the pointer it stays.
  await page.getByRole('button', { name: 'Undo' }).hover()
  expect(await axeViolations(page), 'undo').toEqual([])
  await press('Undo')
})

it.each(FIXTURES)('a shoot at the point “%s”', async (fixture) => {
  await shoot(fixture)
  await page.locator('h1').waitFor()
  if (fixture === 'deleted') await page.getByRole('heading', { name: 'This shoot was deleted' }).waitFor()
  else await page.getByRole('log', { name: 'Conversation' }).waitFor()
  if (fixture === 'unreachable') await page.getByText('There is no connection.').first().waitFor()
  expect(await axeViolations(page)).toEqual([])
})

const OVERLAYS: Record<string, () => Promise<unknown>> = {
  'the lightbox': async () => {
    await shoot('stale', at('stale', 'hero'))
    await page.getByRole('dialog').waitFor()
  },
  'a clip in the lightbox': async () => {
    await shoot('stale', at('stale', 'clip_1'))
    await page.getByRole('dialog').getByRole('button', { name: 'Play', exact: true }).waitFor()
  },
  'two versions compared': async () => {
    await shoot('stale', at('stale', 'hero'))
    await press('Compare')
    await page.getByRole('slider', { name: /on the left/ }).waitFor()
  },
  'two pictures side by side': async () => {
    await shoot('done', at('done', 'contact_sheet'))
    await press('Compare')
    await page.locator('figcaption').nth(1).waitFor()
  },
  'the speed curve': async () => {
    await shoot('done')
    await press('Speed curve…')
    await page.getByRole('dialog', { name: 'Speed curve' }).waitFor()
  },
  'a change of the hero': async () => {
    await shoot('hero')
    await press('Change…')
    await page.getByLabel('What to change').waitFor()
  },
  'a change of two frames': async () => {
    await shoot('frames')
    await page.getByTestId('decision').waitFor()
    await page.keyboard.press('2')
    await page.keyboard.press('5')
    await page.keyboard.press('c')
    await page.getByLabel('What to change').waitFor()
  },
  'the keys': async () => {
    await shoot('hero')
    await page.getByTestId('decision').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  },
  'the bill': async () => {
    await shoot('over-budget')
    await press(/of \$/)
    await page.getByRole('dialog').waitFor()
  },
}

it.each(Object.keys(OVERLAYS))('%s', async (name) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await OVERLAYS[name]?.()
  expect(await axeViolations(page)).toEqual([])
  await watched.shoot(`axe-${name.replaceAll(' ', '-')}`)
})

it('what can be saved', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await shoot('done')
  await press('Download')
  await page.getByRole('menu').waitFor()
  expect(await axeViolations(page, OF_MENUS)).toEqual([])
})

it.each(['/nowhere', '/shoots/no-such-shoot', '/shoots/00000000-0000-4000-8000-000000009999'])(
  'nothing at %s',
  async (path) => {
    await page.goto(path)
    await page.getByRole('heading').waitFor()
    expect(await axeViolations(page)).toEqual([])
  },
)

it('the gallery', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/dev/gallery')
  const tabs = page.getByRole('tab')
  await tabs.first().waitFor()
  const found: string[] = []
  for (let n = 0; n < (await tabs.count()); n++) {
    const name = await tabs.nth(n).textContent()
    await tabs.nth(n).click()
    await page
      .getByRole('tabpanel', { name: name ?? '' })
      .getByRole('region')
      .first()
      .waitFor()
    const inGroup = await axeViolations(page, { rules: RULES_OF_PAGES, inside: '[role=tabpanel]' })
    found.push(...inGroup.map((one) => `${name}: ${one}`))
  }
  expect(found).toEqual([])
})
