/** @module The short form: a few shoots of one seed. `npm run test:chaos -- --long` runs many. */
import { expect, it } from 'vitest'
import { STRIKES } from './person/Injector.ts'
import { runChaos } from './runChaos.ts'
import { SHORT_FORM } from './shortForm.ts'

const { seed, shoots: numbers } = SHORT_FORM

it(`keeps every promise of docs/reliability.md in shoots ${numbers.join(' and ')} of seed ${seed}`, async () => {
  const said: string[] = []
  const { shoots, leftOver } = await runChaos({
    seed,
    shoots: numbers,
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
  const faults = shoots.flatMap((shoot) => shoot.faults)
  const kinds = new Set(faults.map(({ kind }) => kind))
  const promised = [...Object.values(STRIKES), 'images.submit lost', 'clips.submit lost']
  expect(promised.filter((kind) => !kinds.has(kind))).toEqual([])
  const inTheEdit = faults.filter(({ stage, isChange }) => stage === 'frames' && isChange).map(({ kind }) => kind)
  expect(inTheEdit).toEqual(expect.arrayContaining(['kill runner', 'images.file slow', 'images.file cut']))
})
