/** @module All that one does with a shoot that is over, in a real browser: looking closely, going back, another film, taking it along. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { downloading } from './finishedShoot/downloading.ts'
import type { FinishedShoot } from './finishedShoot/FinishedShoot.ts'
import { looking } from './finishedShoot/looking.ts'
import { playing } from './finishedShoot/playing.ts'
import { speedCurve } from './finishedShoot/speedCurve.ts'
import { versions } from './finishedShoot/versions.ts'
import { launchBrowser, openPage } from './support/browser.ts'
import { createClient } from './support/client.ts'
import { finishShoot } from './support/finishShoot.ts'
import { type Studio, startStudio } from './support/startStudio.ts'

let studio: Studio
let browser: Browser
let shoot: FinishedShoot

beforeAll(async () => {
  ;[studio, browser] = await Promise.all([startStudio(), launchBrowser()])
  const client = createClient(studio.url)
  const id = await finishShoot(client)
  const view = () => client.view(id)
  const versionsOf = async (slot: string) => {
    const { assets, slots } = await view()
    return (slots[slot]?.versions ?? []).flatMap((version) => assets[version] ?? [])
  }
  const watched = await openPage(browser, studio.url, 1440, 900)
  shoot = { ...watched, id, client, view, versions: versionsOf }
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
})

const theShoot = () => shoot

describe('looking at pictures', () => looking(theShoot))
describe('versions', () => versions(theShoot))
describe('clips and the film', () => playing(theShoot))
describe('downloads', () => downloading(theShoot))
// Last, since it makes another film.
describe('the speed curve', () => speedCurve(theShoot))
