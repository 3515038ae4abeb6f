/**
 * @module `npm run test:chaos -- [--long] [--seed N] [--shoots N] [--only N] [--write]`: breaks things on purpose while shoots run, and
 * checks what must hold all the same (`docs/reliability.md`, where `--write` puts the figures). The last line on standard output is
 * `N passed, N failed`, by shoots.
 */
import { parseArgs } from 'node:util'
import { figures } from './figures.ts'
import { runChaos } from './runChaos.ts'
import { SHORT_FORM } from './shortForm.ts'
import { writeFigures } from './writeFigures.ts'

/** The long form means nothing with fewer: 200 in its 40 shoots. */
const LEAST_FAULTS_A_SHOOT = 5

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string' },
    shoots: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? (values.long ? Date.now() % 1_000_000 : SHORT_FORM.seed))
const shoots = numbers()

const say = (line: string) => process.stdout.write(`${line}\n`)
say(`seed ${seed}, shoots ${shoots.length > 2 ? `${shoots[0]} to ${shoots.at(-1)}` : shoots.join(' and ')}`)
const result = await runChaos({ seed, shoots, say })
const { shoots: results, leftOver, folder } = result
for (const process of leftOver) say(`VIOLATION of nothingIsLeftOver: after the end there was ${process}`)
if (folder !== null)
  say(`State and logs of the run: ${folder}. The same again: npm run test:chaos -- --seed ${seed} --only N`)
const faults = results.flatMap((shoot) => shoot.faults).length
const isTooFew = values.long && faults < LEAST_FAULTS_A_SHOOT * results.length
if (isTooFew) say(`Only ${faults} faults happened in ${results.length} shoots: that proves nothing.`)
const markdown = figures(seed, result)
say(`\n${markdown}`)
if (values.write) await writeFigures(markdown)
const passed = results.filter(({ violations }) => violations.length === 0).length
const failed = results.length - passed + Number(leftOver.length > 0) + Number(isTooFew)
say(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** The numbers of the shoots that were asked for. */
function numbers(): number[] {
  if (values.only !== undefined) return [Number(values.only)]
  const isShortForm = !values.long && values.seed === undefined && values.shoots === undefined
  if (isShortForm) return SHORT_FORM.shoots
  return Array.from({ length: Number(values.shoots ?? (values.long ? 40 : 2)) }, (_, index) => index + 1)
}
