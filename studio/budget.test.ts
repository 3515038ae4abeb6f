import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Chunk, checkBudget } from './budget.ts'

/** A chunk of so many kB, which gzip makes no smaller. */
function chunk(fileName: string, kb: number, change: Partial<Chunk> = {}): Chunk {
  const code = randomBytes(kb * 1000).toString('latin1')
  return { fileName, code, imports: [], isEntry: false, facadeModuleId: null, ...change }
}

const entry = chunk('index.js', 1, { isEntry: true, imports: ['vendor.js'] })
const vendor = chunk('vendor.js', 60)
const start = chunk('start.js', 1, { facadeModuleId: '/studio/src/start/StartPage.tsx' })
const shoot = (imports: string[]) => chunk('shoot.js', 1, { facadeModuleId: '/studio/src/ShootPage.tsx', imports })

test('a page counts what it imports, and what the entry does, and nothing that it loads later', () => {
  const [first, second] = checkBudget([
    entry,
    vendor,
    start,
    shoot(['board.js']),
    chunk('board.js', 10),
    chunk('lightbox.js', 200),
  ])
  const kb = (words: string | undefined) => Number(/loads ([\d.]+) of/.exec(words ?? '')?.[1])
  expect(kb(second) - kb(first)).toBeGreaterThan(9)
})

test('a page that passes its budget fails the build, and says by what', () => {
  const chunks = [entry, vendor, start, shoot(['heavy.js']), chunk('heavy.js', 200)]
  expect(() => checkBudget(chunks)).toThrow(/The shoot page loads [\d.]+ of \d+ kB.*heavy\.js/s)
})

test('a page that is not found is not taken for a light one', () => {
  expect(() => checkBudget([entry, vendor, start])).toThrow(
    'The shoot page, /src/ShootPage.tsx, is no chunk of its own',
  )
})
