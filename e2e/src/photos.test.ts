/** @module Photos on their way into a shoot: every way they come, what they are taken for, and whatever may be wrong with them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPicture, dropFromDisk, dropOn, pasteOn } from './support/bringFiles.ts'
import { launchBrowser, openPage, type WatchedPage } from './support/browser.ts'
import { createClient } from './support/client.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { badFiles, samplePhoto, unlikePhotos } from './support/testPhotos.ts'

const LINE = 'Confident streetwear editorial, city at dusk'

let studio: Studio
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  watched = await openPage(browser, studio.url, 1440, 900)
  page = watched.page
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

const field = () => page.getByLabel('Add photos')
const direction = () => page.getByLabel('Direction')
const start = () => page.getByRole('button', { name: 'Start the shoot' })
/** The card of a photo, by the file's name. */
const card = (name: string) => page.getByRole('listitem').filter({ has: removal(name) })
const removal = (name: string) => page.getByRole('button', { name: `Remove ${name}`, exact: true })
const remove = (name: string) => removal(name).click()

/** The photos in their order, each with the role that it is taken for. */
const photos = () =>
  page
    .locator('select[aria-label^="What "]')
    .evaluateAll((all) => all.map((one) => `${one.ariaLabel?.slice(5, -6)}: ${(one as HTMLSelectElement).value}`))

describe('photos', () => {
  stepByStep()

  it('come by a drop anywhere on the page and on the field, by a paste, and by picking', async () => {
    await page.goto('/')
    await field().waitFor({ state: 'attached' })
    await dropOn(page.locator('header').first(), [await samplePhoto('model.png', '1.png')], async () => {
      await page.getByText('Let go, and the photos are in').waitFor()
      await watched.shoot('drop')
    })
    await page.getByText('Let go, and the photos are in').waitFor({ state: 'detached' })
    await dropOn(field(), [await samplePhoto('garment.png', '2.png')])
    await pasteOn(direction(), [await samplePhoto('accessory.png', 'gold bag.png')])
    await field().setInputFiles([await samplePhoto('location.jpg', 'Street-2.jpg')])
    await expect
      .poll(photos)
      .toEqual(['1.png: model', '2.png: garment', 'gold bag.png: accessory', 'Street-2.jpg: location'])
  })

  it('come from the clipboard by Ctrl+V, also while one types; words go into the line', async () => {
    await copyPicture(page, await samplePhoto('garment.png'))
    await direction().fill(LINE)
    await direction().press('Control+v')
    await expect.poll(async () => (await photos()).at(-1)).toBe('image.png: garment')
    for (const key of ['Control+a', 'Control+c', 'End', 'Control+v']) await direction().press(key)
    expect(await direction().inputValue()).toBe(LINE + LINE)
    expect(await photos()).toHaveLength(5)
    await direction().fill(LINE)
    await remove('image.png')
  })

  it('are taken for what a person says, and the rest is guessed anew around it', async () => {
    await page.getByLabel('What 2.png shows').selectOption('style')
    expect(await photos()).toEqual([
      '1.png: model',
      '2.png: style',
      'gold bag.png: accessory',
      'Street-2.jpg: location',
    ])
    await page.getByLabel('What 2.png shows').selectOption('model')
    expect(await photos()).toEqual([
      '1.png: garment',
      '2.png: model',
      'gold bag.png: accessory',
      'Street-2.jpg: location',
    ])
  })

  it('take the place that they are dragged to, or moved to by keys', async () => {
    await card('Street-2.jpg').dragTo(card('1.png'))
    await page.getByRole('button', { name: /^Move 2\.png/ }).press('ArrowLeft')
    const order = ['Street-2.jpg: location', '2.png: model', '1.png: garment', 'gold bag.png: accessory']
    await expect.poll(photos).toEqual(order)
    await watched.shoot('ordered')
  })

  it('that will not serve say why, each with words of its own, and the good ones stay', async () => {
    const good = await photos()
    const bad = await badFiles()
    await field().setInputFiles([bad.words, bad.video, bad.damaged, bad.small])
    const folder = await mkdtemp(join(tmpdir(), 'e2e-photos-'))
    const heavy = join(folder, 'heavy.png')
    await writeFile(heavy, Buffer.alloc(31 * 1024 * 1024))
    await dropFromDisk(page, [folder, heavy], 700, 300)
    const troubles: [string, string][] = [
      [bad.words.name, 'This is not a PNG, JPEG or WebP picture.'],
      [bad.video.name, 'This is not a PNG, JPEG or WebP picture.'],
      [bad.damaged.name, 'This picture is damaged and cannot be read.'],
      [bad.small.name, 'This photo is 40 × 40 px; its shorter side needs 256.'],
      ['heavy.png', 'This photo has 31 MB; 30 MB is the limit.'],
      [basename(folder), 'If it is a folder, drop the photos in it instead.'],
    ]
    for (const [name, words] of troubles) await card(name).getByRole('alert').getByText(words).waitFor()
    await page.getByText('Remove the photos that cannot be used.').waitFor()
    expect(await start().isDisabled()).toBe(true)
    await direction().press('Enter')
    await watched.shoot('bad')
    for (const [name] of troubles) await remove(name)
    await rm(folder, { recursive: true })
    expect(await photos()).toEqual(good)
    expect(await start().isEnabled()).toBe(true)
  })

  it('that serve badly say so, and serve all the same', async () => {
    const { dark } = await badFiles()
    await field().setInputFiles([dark, await samplePhoto('garment.png', 'again.png')])
    await card(dark.name).getByText('Very dark: much of it may be lost.').waitFor()
    await card('again.png').getByText('The same picture as 2.png.').waitFor()
    await watched.shoot('warned')
    expect(await start().isEnabled()).toBe(true)
    await remove(dark.name)
    await remove('again.png')
  })

  it('beyond what a shoot takes are told from those within', async () => {
    const many = await unlikePhotos(10)
    await field().setInputFiles(many)
    await card('more-10.png').getByText('A shoot takes 13 photos at most.').waitFor()
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await start().isDisabled()).toBe(true)
    await watched.shoot('too-many')
    for (const { name } of many.toReversed()) await remove(name)
  })

  it('are kept while a line or a budget is put right', async () => {
    await direction().fill('   ')
    await page.getByText('Say in a line what you want.').waitFor()
    await direction().fill('x'.repeat(4001))
    await page.getByText('At most 4000 characters.').waitFor()
    expect(await start().isDisabled()).toBe(true)
    await direction().fill(LINE)
    await page.getByText('Options', { exact: true }).click()
    const budget = page.getByLabel('Budget in USD')
    for (const wrong of ['ten', '-5', '10001']) {
      await budget.fill(wrong)
      await page.getByText('A budget is more than $0 and at most $10,000. Until then the usual one holds.').waitFor()
    }
    await budget.fill('0,50')
    await page.getByText('Less than a whole shoot is likely to cost: it will stop and ask.').waitFor()
    await watched.shoot('budget')
    await budget.fill('9.50')
    expect(await start().isEnabled()).toBe(true)
    expect(await photos()).toHaveLength(4)
    // A folder has no picture to show.
    expect(watched.troubles.filter((trouble) => !trouble.includes('ERR_FILE_NOT_FOUND'))).toEqual([])
  })

  it('that only the server looks at are refused in its words, and the shoot begins with those that are left', async () => {
    const client = createClient(studio.url)
    const { words, damaged } = await badFiles()
    const asked = (bytes: Uint8Array<ArrayBuffer>) => client.upload([{ name: 'x.png', bytes, role: 'model' }])
    await expectProblem(asked(Uint8Array.from(words.buffer)), 415, 'unsupported_photo')
    await expectProblem(asked(Uint8Array.from(damaged.buffer)), 422, 'damaged_photo')

    await page.reload()
    expect(await direction().inputValue()).toBe(LINE)
    // What looks at photos in the page does not come.
    await page.route('**/checkPhoto-*.js', (route) => route.abort())
    await field().setInputFiles([await samplePhoto('garment.png'), damaged, await samplePhoto('model.png')])
    await start().click()
    await card(damaged.name).getByText('“torn.png” is damaged: it is cut short.').waitFor()
    await watched.shoot('refused')
    await remove(damaged.name)
    await start().click()
    await page.waitForURL('**/shoots/*')
    const { references, assets } = await client.view(new URL(page.url()).pathname.split('/').at(-1) ?? '')
    expect(references.map((id) => [assets[id]?.fileName, assets[id]?.role])).toEqual([
      ['garment.png', 'garment'],
      ['model.png', 'model'],
    ])
  })
})
