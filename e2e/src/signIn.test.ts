/** @module Signing in to a deployment, in a real browser: the way in, what happens when the token is revoked, and the way out. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, makeToken } from '../../worker/test/makeToken.ts'
import { type ScriptedHost, startScriptedHost } from '../../worker/test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../worker/test/startWorker.ts'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { stepByStep } from './support/stepByStep.ts'

const WORDS = 'warmer light, and a slower walk'

let host: ScriptedHost
let worker: RunningWorker
let browser: Browser
let stylist: Caller

beforeAll(async () => {
  host = await startScriptedHost()
  ;[worker, browser] = await Promise.all([
    startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token, LOOPBACK: '' }),
    launchBrowser(),
  ])
})

afterAll(async () => {
  await browser?.close()
  await worker?.close()
  await host?.close()
})

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Access token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Of the window and of a phone, by day and by night. */
async function shootAll(watched: WatchedPage, name: string): Promise<void> {
  const { page, shoot } = watched
  const size = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await shoot(`${name}-${width}-${colorScheme}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (size !== null) await page.setViewportSize(size)
}

describe('a deployment', () => {
  stepByStep()
  let watched: WatchedPage
  let shootPath: string
  beforeAll(async () => {
    watched = await openPage(browser, worker.url, 1440, 900)
  })

  it('says how to open it while nobody can sign in', async () => {
    const { page } = watched
    await page.goto('/shoots/1')
    await page.getByRole('heading', { name: 'This studio is closed' }).waitFor()
    await shootAll(watched, 'closed')
  })

  it('leads a person to the form, says what is wrong there, and back to where they wanted to be', async () => {
    stylist = await makeToken(worker, 'stylist@example.com', 'stylist')
    const { id } = (await (await stylist.post('/api/sessions', { title: 'City at dusk' })).json()) as { id: string }
    shootPath = `/shoots/${id}`
    const { page } = watched
    await page.goto(shootPath)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await shootAll(watched, 'login')
    await signIn(page, 'not a token')
    await page.getByRole('alert').waitFor()
    await shootAll(watched, 'login-wrong')
    watched.troubles.splice(0)
    await signIn(page, stylist.token)
    await page.getByRole('heading', { name: 'City at dusk' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(shootPath)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect(watched.troubles).toEqual([])
  })

  it('says to whoever is signed out in the middle of it what to do, and nothing typed is lost', async () => {
    const { page, shoot } = watched
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await page.getByLabel('Message to the director').fill(WORDS)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('alert').getByText('You are signed out.').waitFor()
    await shoot('signed-out')
    expect(await page.getByLabel('Message to the director').inputValue()).toBe(WORDS)

    const opened = page.context().waitForEvent('page')
    await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).click()
    const tab = await opened
    await signIn(tab, stylist.token)
    await tab.getByRole('heading', { name: 'City at dusk' }).waitFor()
    expect(new URL(tab.url()).pathname).toBe(shootPath)
    await tab.close()
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-fashion-shoot-token'])

    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => page.getByLabel('Message to the director').inputValue()).toBe('')
    expect(host.turns.at(-1)?.prompt).toBe(WORDS)
  })

  it('says it on the start page too, and keeps the photos and the line there', async () => {
    const { page, shoot } = watched
    await page.goto('/')
    await page.getByText('stylist@example.com').waitFor()
    await shootAll(watched, 'signed-in')
    await page.getByLabel('Direction').fill(WORDS)
    await page.getByLabel('Add photos').setInputFiles('samples/model.png')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Start the shoot' }).click()
    await page.getByRole('alert').getByText('You are signed out.').waitFor()
    await shoot('start-signed-out')
    expect(await page.getByLabel('Direction').inputValue()).toBe(WORDS)
    expect(await page.getByRole('img', { name: 'model.png' }).count()).toBe(1)
  })

  it('lets a person out', async () => {
    const { page } = watched
    await page.goto('/')
    await signIn(page, stylist.token)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.context().cookies()).toEqual([])
    await page.goto(shootPath)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})
