/** @module The short form: a few shoots of one seed. `npm run test:chaos -- --long` runs many. */
import { expect, it } from 'vitest'
import { countFaults } from './countFaults.ts'
import { runChaos } from './runChaos.ts'

/** In its first two shoots everything that can be killed is killed, and orders to both providers lose their answers. */
const SEED = 3348
const SHOOTS = [1, 2]

it(`keeps every promise of docs/reliability.md in shoots ${SHOOTS.join(', ')} of seed ${SEED}`, async () => {
  const said: string[] = []
  const { shoots, leftOver } = await runChaos({
    seed: SEED,
    shoots: SHOOTS,
    say: (line) => {
      said.push(line)
      process.stdout.write(`${line}\n`)
    },
  })
  expect(
    shoots.flatMap(({ violations }) => violations),
    said.join('\n'),
  ).toEqual([])
  expect(leftOver).toEqual([])
  // What is broken on purpose has to have happened, or the rest says nothing.
  expect(countFaults(shoots).length).toBeGreaterThan(5)
})
