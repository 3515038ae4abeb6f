/** @module Two people at one shoot, and answers that are late or lost: nothing that was typed is gone, and nobody believes what is not so. */
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { type Asset, createClient, json } from './support/client.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'

const PROMPT = 'quiet studio portrait'
const MUCH_WARMER = { decision: 'revise', note: 'Much warmer' }
/** ms that a stage may take on a busy machine */
const STAGE = { timeout: 60_000 }

let studio: Studio
let browser: Browser
let client: ReturnType<typeof createClient>
let photos: Asset[]

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  client = createClient(studio.url)
  photos = await client.uploadSamples({ model: 'model.png' })
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

describe('a shoot that somebody else decides too', () => {
  stepByStep()
  let page: Page
  let shoot: WatchedPage['shoot']
  let sessionId: string
  const message = () => page.getByLabel('Message to the director')
  const approve = () => page.getByRole('button', { name: /^Approve/ })
  const hero = async (version: number) => {
    await page.getByText('The hero, ready for you').waitFor(STAGE)
    await page.getByRole('img', { name: `Hero, version ${version}` }).waitFor(STAGE)
    await expect.poll(() => approve().isEnabled(), STAGE).toBe(true)
  }
  /** Ends the turn that runs: nobody waits for its picture. */
  const stop = async () => {
    await client.post(`/api/sessions/${sessionId}/cancel`, {})
    await expect.poll(async () => (await client.view(sessionId)).running).toBe(false)
  }

  it('is named by its first words on a page that was open before', async () => {
    sessionId = (await json<{ id: string }>(client.post('/api/sessions', {}), 201)).id
    ;({ page, shoot } = await openPage(browser, studio.url, 1440, 900))
    await page.goto(`/shoots/${sessionId}`)
    await page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
    const references = photos.map(({ id }) => id)
    await json(client.post(`/api/sessions/${sessionId}/turns`, { prompt: PROMPT, references }), 202)
    await page.getByRole('heading', { level: 1, name: PROMPT }).waitFor()
    expect(await page.title()).toContain(PROMPT)
    await hero(1)
  })

  it('tells who came too late what was decided, and keeps the change that was typed where it can still be sent', async () => {
    const late = async (route: Route) => {
      await json(client.post(new URL(route.request().url()).pathname, MUCH_WARMER), 202)
      await route.continue()
    }
    await page.route('**/checkpoints/*', late, { times: 1 })
    await page.getByRole('button', { name: 'Change…' }).click()
    await page.getByLabel('What to change').fill('Colder light')
    await page.getByRole('button', { name: 'Send change' }).click()
    const told = page.getByRole('region', { name: /^Notifications/ })
    const words = 'Your answer came too late. A change of the hero image had been asked for: “Much warmer”'
    await told.getByText(words).waitFor()
    await told.getByText('Your change is now in the message to the director.').waitFor()
    await shoot('too-late')
    expect(await message().inputValue()).toBe('Colder light')
    await hero(2)
  })

  it('begins one turn while words are on their way, and forgets them though their page was left', async () => {
    const sent: string[] = []
    const arrived = Promise.withResolvers<void>()
    page.on('request', (request) => {
      if (request.method() === 'POST' && /turns|checkpoints/.test(request.url())) sent.push(request.url())
    })
    await page.route('**/turns', (route) => arrived.promise.then(() => route.continue()), { times: 1 })
    await message().press('Enter')
    await expect.poll(() => approve().isDisabled()).toBe(true)
    await message().press('Enter')
    await page.getByRole('link', { name: 'All shoots' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'All shoots' }).waitFor()
    arrived.resolve()
    await expect
      .poll(async () => (await client.view(sessionId)).conversation.map(({ text }) => text))
      .toContain('Colder light')
    await stop()
    await page.goBack()
    await message().waitFor()
    expect(await message().inputValue()).toBe('')
    expect(sent).toHaveLength(1)
  })

  it('counts words as sent that are heard, though the answer to them was lost', async () => {
    const lost = async (route: Route) => {
      await route.fetch()
      await route.abort()
    }
    await page.route('**/turns', lost, { times: 1 })
    await expect.poll(() => message().getAttribute('placeholder')).toMatch(/^Say something/)
    await message().fill('Warmer again')
    await message().press('Enter')
    await expect.poll(() => message().inputValue()).toBe('')
    expect(await page.getByText('could not be reached').count()).toBe(0)
    await stop()
  })

  it('leads the focus to the slot of what was opened by its address, once that is closed', async () => {
    const heroId = (await client.view(sessionId)).slots.hero?.activeId
    await page.goto(`/shoots/${sessionId}?look=${heroId}`)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('href')))
      .toBe(`/api/media/${heroId}`)
  })

  it('goes on once the budget is raised, though its form is gone before that is answered', async () => {
    const small = { options: { budgetUsd: 0.1 } }
    const { id } = await json<{ id: string }>(client.post('/api/sessions', small), 201)
    await page.goto(`/shoots/${id}`)
    await json(
      client.post(`/api/sessions/${id}/turns`, { prompt: PROMPT, references: photos.map((one) => one.id) }),
      202,
    )
    const raise = page.getByRole('button', { name: 'Raise the budget, try again' })
    await raise.waitFor(STAGE)
    const late = async (route: Route) => {
      const answer = await route.fetch()
      await raise.waitFor({ state: 'detached' })
      await route.fulfill({ response: answer })
    }
    await page.route(`**/api/sessions/${id}`, late, { times: 1 })
    await raise.click()
    await hero(1)
  })

  it('shows where a shoot begins, and a shoot, while nobody says what is live', async () => {
    await page.route('**/api/health', () => {})
    await page.goto('/')
    await page.getByText('Asking what is live…').waitFor()
    await page.getByLabel('Direction').waitFor()
    await page.goto(`/shoots/${sessionId}`)
    await page
      .getByRole('img', { name: /^Hero, version/ })
      .first()
      .waitFor()
  })
})

it('shows what a stage would order, and orders and pays it as the person has changed it', async () => {
  const options = { stops: 'before_paid' }
  const { id } = await json<{ id: string }>(client.post('/api/sessions', { options }), 201)
  const references = photos.map((photo) => photo.id)
  await json(client.post(`/api/sessions/${id}/turns`, { prompt: PROMPT, references }), 202)
  const { page, shoot } = await openPage(browser, studio.url, 1440, 900)
  await page.goto(`/shoots/${id}`)
  await page.getByRole('heading', { name: 'The plan of the hero image' }).waitFor(STAGE)
  const prompt = page.getByLabel('Prompt: Hero')
  await prompt.fill(`${await prompt.inputValue()}\nRain on the glass.`)
  await page.getByLabel('Resolution: Hero').selectOption('4K')
  await page.reload()
  await page.getByRole('button', { name: 'Approve and order $0.30' }).click()
  await shoot('plan')
  await page.getByText('The hero, ready for you').waitFor(STAGE)
  await page.getByRole('button', { name: 'Approve, plan contact sheet' }).waitFor()
  const { checkpoints, conversation } = await client.view(id)
  const plan = {
    totalUsd: 0.3,
    orders: [{ request: { resolution: '4K', prompt: expect.stringMatching(/Rain on the glass\.$/) } }],
  }
  expect(checkpoints).toMatchObject([
    { state: 'approved', plan },
    { stage: 'hero', state: 'pending' },
  ])
  expect(conversation).toContainEqual(
    expect.objectContaining({ text: 'Approved, with changes: plan of the hero image.' }),
  )
  const { jobs } = await json<{ jobs: { estimateUsd: number }[] }>(fetch(`${studio.url}/api/sessions/${id}/spend`), 200)
  expect(jobs.map(({ estimateUsd }) => estimateUsd)).toEqual([0.3])
})
