/** @module The page of all shoots with 2,000 of them, in a real browser: found, sorted, scrolled through, tidied, and taken back. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../../worker/test/client.ts'
import { type ScriptedWorker, startScriptedWorker } from '../../worker/test/startScriptedWorker.ts'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { expectNoSideways } from './support/expectNoSideways.ts'
import { stepByStep } from './support/stepByStep.ts'

const COUNT = 2000
/** Straight into the table of lists; each later than the one before, and no two have spent the same: 7919 is prime. */
const SEED = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT - 1})
  INSERT INTO sessions (id, title, title_key, stops, spent_usd, running, archived, created_at, updated_at)
  SELECT printf('00000000-0000-4000-8000-%012d', i), printf('Look %04d', i), printf('LOOK %04d', i),
    'every_stage', (i * 7919 % ${COUNT}) / 100.0, 0, 0,
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 60, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 60, 'unixepoch')
  FROM n`
const MOST_SPENT = Array.from({ length: COUNT }, (_, i) => i).find((i) => (i * 7919) % COUNT === COUNT - 1)

let deployed: ScriptedWorker
let browser: Browser

beforeAll(async () => {
  ;[deployed, browser] = await Promise.all([startScriptedWorker(), launchBrowser()])
  await (await deployed.worker.database()).prepare(SEED).run()
})

afterAll(async () => {
  await browser?.close()
  await deployed?.close()
})

describe.each([
  { width: 1440, height: 900, columns: 5 },
  { width: 390, height: 844, columns: 2 },
])('at $width px', ({ width, height, columns }) => {
  stepByStep()
  /** Shoots that are there with all that belongs to them. */
  const own = { coat: `Red coat ${width}`, hat: `Straw hat ${width}`, scarf: `Silk scarf ${width}` }
  const ids: Record<string, string> = {}
  let watched: WatchedPage
  let page: Page

  beforeAll(async () => {
    watched = await openPage(browser, deployed.worker.url, width, height)
    page = watched.page
  })

  const shoots = () => page.getByRole('list', { name: 'Shoots' }).getByRole('listitem')
  const link = (title: string) => page.getByRole('link', { name: title, exact: true })
  const titles = () => shoots().getByRole('link').allTextContents()
  const first = async () => (await titles())[0]
  /** What the server says of one. */
  const onServer = (title: string) => fetch(`${deployed.api}/sessions/${ids[title]}`)

  async function choose(title: string, item: string): Promise<void> {
    await page.getByRole('button', { name: `More for ${title}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  it('narrows while one types, and says when nothing fits', async () => {
    for (const title of Object.values(own)) {
      const { id } = (await (await post(`${deployed.api}/sessions`, { title })).json()) as { id: string }
      ids[title] = id
      await deployed.projected(id)
    }
    await page.goto('/shoots')
    await link(own.scarf).waitFor()
    await watched.shoot('all')
    await expectNoSideways(page)
    const search = page.getByLabel('Search shoots')
    await search.pressSequentially('look 19')
    await expect.poll(first).toBe('Look 1999')
    await search.pressSequentially('42')
    await expect.poll(titles).toEqual(['Look 1942'])
    await watched.shoot('found')
    await search.pressSequentially('x')
    await page.getByText('No shoot has “look 1942x” in its title.').waitFor()
    await watched.shoot('nothing-found')
    await search.fill('')
    await expect.poll(first).toBe(own.scarf)
  })

  it('sorts, and keeps that in the address', async () => {
    const sort = page.getByLabel('Sort by')
    await sort.selectOption('Title')
    await expect.poll(first).toBe('Look 0000')
    await sort.selectOption('Most spent')
    await expect.poll(first).toBe(`Look 0${MOST_SPENT}`)
    await page.reload()
    await expect.poll(first).toBe(`Look 0${MOST_SPENT}`)
    await sort.selectOption('Newest')
    await expect.poll(first).toBe(own.scarf)
    await sort.selectOption('Last changed')
  })

  it('scrolls to its end by cursors, with few of the shoots in the page at a time', async () => {
    const cursors = new Set<string>()
    page.on('request', (request) => {
      const cursor = new URL(request.url()).searchParams.get('cursor')
      if (cursor !== null) cursors.add(cursor)
    })
    const seen = new Set<string>()
    let most = 0
    await expect
      .poll(
        async () => {
          const now = await titles()
          for (const title of now) seen.add(title)
          most = Math.max(most, now.length)
          await page.evaluate(() => scrollBy(0, 10_000))
          return now.includes('Look 0000')
        },
        { timeout: 60_000, interval: 20 },
      )
      .toBe(true)
    // A window has up to eight rows, and a few stand ready on either side.
    expect(most).toBeLessThanOrEqual(16 * columns)
    expect(cursors.size).toBe(Math.floor((COUNT + Object.keys(ids).length) / 60))
    await watched.shoot('end')
    await expectNoSideways(page)
    await page.evaluate(() => scrollTo(0, 0))
    await expect.poll(first).toBe(own.scarf)
  })

  it('renames', async () => {
    const renamed = `Vermilion coat ${width}`
    await choose(own.coat, 'Rename')
    await page.getByLabel('Title').fill(renamed)
    await watched.shoot('renaming')
    await page.getByLabel('Title').press('Enter')
    await link(renamed).waitFor()
    await expect.poll(async () => (await (await onServer(own.coat)).json()).session.title).toBe(renamed)
  })

  it('archives, and brings back', async () => {
    await choose(own.hat, 'Archive')
    await link(own.hat).waitFor({ state: 'detached' })
    await page.getByText(`“${own.hat}” is archived.`).first().waitFor()
    await page.getByRole('radio', { name: 'Archived' }).click()
    await link(own.hat).waitFor()
    await watched.shoot('archived')
    await choose(own.hat, 'Take out of the archive')
    await link(own.hat).waitFor({ state: 'detached' })
    await page.getByText('Nothing is archived.').waitFor()
    await page.getByRole('radio', { name: 'Current' }).click()
    await link(own.hat).waitFor()
    expect((await (await onServer(own.hat)).json()).session.archived).toBe(false)
  })

  it('deletes what nobody takes back, and nothing that somebody does', async () => {
    const toast = page.getByRole('listitem').filter({ hasText: `“${own.scarf}” is deleted` })
    await choose(own.scarf, 'Delete')
    // Under the pointer it stays.
    await toast.hover()
    await link(own.scarf).waitFor({ state: 'detached' })
    await watched.shoot('deleted')
    await toast.getByRole('button', { name: 'Undo' }).click()
    await link(own.scarf).waitFor()
    await page.reload()
    await link(own.scarf).waitFor()
    expect((await onServer(own.scarf)).status).toBe(200)

    await choose(own.scarf, 'Delete')
    await toast.hover()
    await link(own.scarf).waitFor({ state: 'detached' })
    expect((await onServer(own.scarf)).status).toBe(200)
    await toast.getByRole('button', { name: 'Dismiss' }).click()
    await expect.poll(async () => (await onServer(own.scarf)).status).toBe(404)
    await page.reload()
    await link(own.hat).waitFor()
    expect(await link(own.scarf).count()).toBe(0)
  })

  it('duplicates, and leads to the copy', async () => {
    await choose(own.hat, 'Duplicate')
    await page.getByRole('heading', { name: `${own.hat} (copy)` }).waitFor()
    expect(page.url()).not.toContain(ids[own.hat])
    await page.getByText(`This has the photos of “${own.hat}”.`).first().waitFor()
    await watched.shoot('copy')
    await expectNoSideways(page)
    await page.goBack()
    await expect.poll(first).toBe(`${own.hat} (copy)`)
    expect(watched.troubles).toEqual([])
  })
})
