/**
 * @module `npm run bench:page`: the built page in Chromium, four times slower than the machine: how soon it is there, how long it is busy, what
 * moves, what it loads; how many frames it keeps while the director speaks, and while 2,000 shoots are scrolled through. Beside an empty
 * page. `--write` puts the figures into docs/benchmarks.md. Fails where a limit of studio/pageLimits.ts is passed. Needs `npm run build`.
 */
import { launchBrowser } from '../e2e/src/support/browser.ts'
import { describePage, type Figures, passedLimits } from './page/describePage.ts'
import { emptyPage } from './page/emptyPage.ts'
import { measureLoad } from './page/measureLoad.ts'
import { measureScroll } from './page/measureScroll.ts'
import { measureTalk } from './page/measureTalk.ts'
import { startStack } from './page/startStack.ts'
import { alternate } from './shared/alternate.ts'
import { report } from './shared/report.ts'

const LOADS = 5
const ROUNDS = 3
const SHOOTS = 2000

const stack = await startStack(SHOOTS)
const browser = await launchBrowser()
try {
  const empty = emptyPage('', 900)
  const addresses = {
    shoot: `${stack.url}/shoots/${stack.sessionId}`,
    shoots: `${stack.url}/shoots`,
    start: `${stack.url}/`,
  }
  const loads = await alternate(
    {
      shoot: () => measureLoad(browser, addresses.shoot),
      shoots: () => measureLoad(browser, addresses.shoots),
      start: () => measureLoad(browser, addresses.start),
      empty: () => measureLoad(browser, empty),
    },
    LOADS,
  )
  const last = `Shoot ${SHOOTS}`
  const { height } = await measureScroll(browser, addresses.shoots, last)
  const scrolls = await alternate(
    {
      shoots: () => measureScroll(browser, addresses.shoots, last),
      empty: () => measureScroll(browser, emptyPage(last, height), last),
    },
    ROUNDS,
  )
  const talks = await alternate(
    {
      shoot: () => measureTalk(browser, addresses.shoot, stack),
      empty: () => measureTalk(browser, empty, stack),
    },
    ROUNDS,
  )
  const figures: Figures = { events: stack.events, loads, talks, scrolls }
  await report('page', describePage(figures))
  if (passedLimits(figures).length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await stack.stop()
}
