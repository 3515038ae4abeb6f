/**
 * @module `npm run test:chaos -- [--long] [--seed N] [--shoots N] [--only N]`: breaks things on purpose while shoots run, and checks
 * what must hold all the same (`docs/reliability.md`). The last line on standard output is `N passed, N failed`, by shoots.
 */
import { parseArgs } from 'node:util'
import { countFaults } from './countFaults.ts'
import { runChaos } from './runChaos.ts'

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string' },
    shoots: { type: 'string' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed ?? (values.long ? Date.now() % 1_000_000 : 3348))
const count = Number(values.shoots ?? (values.long ? 40 : 2))
const shoots =
  values.only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(values.only)]

const say = (line: string) => process.stdout.write(`${line}\n`)
say(`seed ${seed}, shoots ${shoots[0]} to ${shoots.at(-1)}`)
const { shoots: results, leftOver, folder } = await runChaos({ seed, shoots, say })
for (const process of leftOver) say(`VIOLATION of nothingIsLeftOver: after the end there was ${process}`)
say('')
for (const [kind, times] of countFaults(results)) say(`${String(times).padStart(5)}  ${kind}`)
if (folder !== null)
  say(`\nState and logs of the run: ${folder}. The same again: npm run test:chaos -- --seed ${seed} --only N`)
const broken = results.filter(({ violations }) => violations.length > 0).length + (leftOver.length > 0 ? 1 : 0)
say(`\n${results.length - broken} passed, ${broken} failed`)
process.exitCode = broken === 0 ? 0 : 1
