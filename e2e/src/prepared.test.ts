/** @module A shoot that is being prepared: what stays of it, and a start whose answer is lost. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from './support/browser.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { samplePhoto } from './support/testPhotos.ts'

const LINE = 'Confident streetwear editorial, city at dusk'

let studio: Studio
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  page = (await openPage(browser, studio.url, 1440, 900)).page
})
afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

const start = () => page.getByRole('button', { name: 'Start the shoot' })

describe('a shoot that is being prepared', () => {
  stepByStep()

  it('keeps photos, line and options while another page is looked at', async () => {
    await page.goto('/shoots')
    await page.getByRole('link', { name: 'New shoot' }).first().click()
    await page.getByLabel('Add photos').setInputFiles([await samplePhoto('model.png', 'model.png')])
    await page.getByLabel('Direction').fill(LINE)
    await page.getByText('Options', { exact: true }).click()
    await page.getByRole('radio', { name: 'Straight to the film' }).click()
    await page.goBack()
    await page.getByRole('heading', { name: 'All shoots' }).waitFor()
    await page.goForward()
    await page.getByRole('img', { name: 'model.png' }).waitFor()
    expect(await page.getByLabel('Direction').inputValue()).toBe(LINE)
    await page.getByText('Options', { exact: true }).click()
    expect(await page.getByRole('radio', { name: 'Straight to the film' }).isChecked()).toBe(true)
  })

  it('is begun once, though the answer was lost and it is started again', async () => {
    await page.route('**/api/sessions/*/turns', async (route) => (await route.fetch()) && route.abort(), { times: 1 })
    await start().click()
    await page.getByText('could not be reached').waitFor()
    await start().click()
    await page.waitForURL('**/shoots/*')
    await page.getByText(LINE).first().waitFor()
    const { sessions } = (await (await fetch(`${studio.url}/api/sessions`)).json()) as { sessions: unknown[] }
    expect(sessions).toHaveLength(1)
    await page.goBack()
    await start().waitFor()
    expect(await page.getByRole('img', { name: 'model.png' }).count()).toBe(0)
  })
})
