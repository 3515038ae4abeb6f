import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileLoops } from './compileLoops.ts'

test('The compiled loops are what their source makes.', async () => {
  const carried = await readFile(join(import.meta.dirname, 'src/crop/lines/compiledLoops.ts'), 'utf8')
  expect(await compileLoops(), 'Type: node media/compileLoops.ts').toBe(carried)
})
