/**
 * @module `npm run screens`: a picture of every screen in every state that looks different, into docs/screens/, with a page that shows them.
 * With names, as in `npm run screens -- board-frames`, only of those that begin so. Needs Chromium.
 */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeToken } from '../../worker/test/makeToken.ts'
import { startWorker } from '../../worker/test/startWorker.ts'
import { launchBrowser } from '../src/support/browser.ts'
import { repoRoot } from '../src/support/repoRoot.ts'
import { startStudio } from '../src/support/startStudio.ts'
import { SCREENS } from './SCREENS.ts'
import { takePictures } from './takePictures.ts'
import { fileOf, viewsOf } from './VIEWS.ts'
import { writeIndex } from './writeIndex.ts'

const FOLDER = join(repoRoot, 'docs/screens')

const asked = process.argv.slice(2)
const all = SCREENS.flatMap(({ screens }) => screens)
const wanted = all.filter(({ name }) => asked.length === 0 || asked.some((begin) => name.startsWith(begin)))

await mkdir(FOLDER, { recursive: true })
const [studio, closed, deployment, browser] = await Promise.all([
  startStudio(),
  startWorker({ LOOPBACK: '' }),
  startWorker({ LOOPBACK: '' }),
  launchBrowser(),
])
try {
  await makeToken(deployment, 'stylist@example.com')
  const urls = { fixtures: studio.url, product: studio.url, deployment: deployment.url, closed: closed.url }
  for (const screen of wanted) {
    try {
      await takePictures(browser, urls[screen.source], screen, FOLDER)
      process.stderr.write(`${screen.name}\n`)
    } catch (error) {
      process.exitCode = 1
      console.error(error)
    }
  }
  const named = new Set(all.flatMap((screen) => viewsOf(screen).map((view) => fileOf(screen, view))))
  for (const file of await readdir(FOLDER)) if (!named.has(file)) await rm(join(FOLDER, file))
  await writeIndex(SCREENS, FOLDER)
} finally {
  await browser.close()
  await Promise.all([studio.stop(), deployment.close(), closed.close()])
}
