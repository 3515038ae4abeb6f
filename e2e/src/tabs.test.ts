/** @module A shoot in two tabs: opened in mid-turn, decided from both, cut off from the server, deleted in one of them. */
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPage, openTab, type WatchedPage } from './support/browser.ts'
import { createClient, json } from './support/client.ts'
import { expectSameConversation } from './support/conversation.ts'
import { expectFocused } from './support/keyboard.ts'
import { type HeldDirector, startHeldDirector } from './support/startHeldDirector.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { STAGE, untilDecidable } from './support/untilDecidable.ts'

const PROMPT = 'confident streetwear editorial, city at dusk'

let director: HeldDirector
let studio: Studio
let browser: Browser
let client: ReturnType<typeof createClient>
let sessionId: string
/** Where it began, and the tab that comes to it later. */
let first: WatchedPage
let second: WatchedPage

beforeAll(async () => {
  director = await startHeldDirector()
  ;[studio, browser] = await Promise.all([startStudio(director.settings), launchBrowser()])
  client = createClient(studio.url)
  first = await openPage(browser, studio.url, 1440, 900)
  second = await openTab(first.page.context())
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
  await director?.close()
})

stepByStep()

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const message = (page: Page) => page.getByLabel('Message to the director')
const cut = (page: Page) => page.getByRole('complementary', { name: 'Director' }).getByText('There is no connection.')
const both = (look: (page: Page) => Promise<unknown>) => Promise.all([look(first.page), look(second.page)])

/** The stage waits in both tabs, and they show the same: all that the log has, once. */
async function expectAlike(words: string): Promise<void> {
  await both((page) => untilDecidable(page, words))
  const view = await client.view(sessionId)
  await both((page) => expectSameConversation(page, view))
  await expect.poll(() => shown(second.page), { timeout: 10_000 }).toEqual(await shown(first.page))
}

/** All that stands in the conversation, but for how long a tab has seen the director think; and what lies in each slot of the board. */
async function shown(page: Page): Promise<{ said: string; board: (string | null)[][] }> {
  const board = await page
    .getByTestId(/^slot-/)
    .evaluateAll((slots) =>
      slots.map((slot) => [slot.getAttribute('data-testid'), slot.querySelector('img')?.alt ?? null, slot.textContent]),
    )
  const said = await page.getByRole('log', { name: 'Conversation' }).innerText()
  return { said: said.replaceAll(/Thought( for .*)?/g, 'Thought'), board }
}

it('shows the same in a tab that opens in mid-sentence', async () => {
  const photos = await client.uploadSamples({ model: 'model.png', garment: 'garment.png' })
  const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
  sessionId = id
  await first.page.goto(`/shoots/${id}`)
  director.hold()
  const turn = { prompt: PROMPT, references: photos.map((photo) => photo.id) }
  await json(client.post(`/api/sessions/${id}/turns`, turn), 202)
  await first.page.getByText('I am a').waitFor(STAGE)
  await second.page.goto(`/shoots/${id}`)
  await second.page.getByText('I am a').waitFor()
  expect((await client.view(id)).running).toBe(true)
  await second.shoot('tabs-mid-turn')
  director.release()
  await expectAlike('The hero, ready for you')
})

it('settles in one tab what is decided in the other, and keeps what is typed across a reload in mid-turn', async () => {
  director.hold()
  await button(first.page, 'Approve, make contact sheet').click()
  await second.page.getByText('Next comes').waitFor()
  await second.page.getByTestId('decision').waitFor({ state: 'detached' })
  await message(second.page).fill('And after that, a little slower')
  await second.page.getByText('Kept here until the director is done').waitFor()
  await second.page.reload()
  await second.page.getByText('Next comes').waitFor()
  expect(await message(second.page).inputValue()).toBe('And after that, a little slower')
  expect(await button(second.page, 'Stop').isVisible()).toBe(true)
  await second.shoot('tabs-reloaded')
  await message(second.page).fill('')
  director.release()
  await expectAlike('The contact sheet, ready for you')
})

it('takes one of two decisions at once, and keeps the words of the other', async () => {
  const asked: Route[] = []
  await first.page.context().route('**/checkpoints/*', (route) => {
    asked.push(route)
  })
  await button(second.page, 'Change…').click()
  await second.page.getByLabel('What to change').fill('Softer light, please')
  await button(first.page, 'Approve, cut six frames').click()
  await expect.poll(() => asked.length).toBe(1)
  await second.page.getByLabel('What to change').press('Enter')
  await expect.poll(() => asked.length).toBe(2)
  director.hold()
  const [approval, change] = asked
  await approval?.continue()
  await second.page.getByText('Approved: contact sheet').waitFor()
  await change?.continue()
  await second.page.getByText('Your answer came too late. The contact sheet had been approved.').first().waitFor()
  await second.page.getByText('Your change is now in the message').first().waitFor()
  await second.shoot('tabs-overtaken')
  await expectFocused(second.page, message(second.page))
  expect(await message(second.page).inputValue()).toBe('Softer light, please')
  expect(await message(first.page).inputValue()).toBe('')
  await first.page.context().unroute('**/checkpoints/*')
  // The browser writes of every refusal in its console.
  expect(second.troubles.splice(0).toSorted()).toEqual([
    expect.stringMatching(/^409: .*\/checkpoints\//),
    expect.stringContaining('409 (Conflict)'),
  ])
})

it('says when there is no connection, and catches up once there is', async () => {
  await both((page) => page.getByText('Next come').first().waitFor())
  await first.page.context().setOffline(true)
  await both((page) => cut(page).waitFor(STAGE))
  await button(second.page, 'Stop').click()
  await second.page.getByText('The server could not be reached').waitFor()
  await second.shoot('tabs-offline')
  director.release()
  await expect.poll(async () => (await client.view(sessionId)).running, STAGE).toBe(false)
  await first.page.context().setOffline(false)
  await expectAlike('Six frames, ready for you')
  await both((page) => cut(page).waitFor({ state: 'detached' }))
  expect(await second.page.getByText('The server could not be reached').count()).toBe(0)
  expect(await message(second.page).inputValue()).toBe('Softer light, please')
  await second.shoot('tabs-online')
})

it('says that the shoot was deleted in the other tab, and leads on', async () => {
  const { page } = first
  await second.page.getByRole('link', { name: 'All shoots' }).first().click()
  await second.page.getByRole('button', { name: /^More for/ }).click()
  await second.page.getByRole('menuitem', { name: 'Delete' }).click()
  await second.page.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('heading', { name: 'This shoot was deleted' }).waitFor(STAGE)
  await first.shoot('tabs-deleted')
  await page.getByRole('link', { name: 'Go to your shoots' }).click()
  await page.waitForURL('**/shoots')
  await page.getByRole('main').getByText('None yet.').waitFor()
})
