import { describe } from 'vitest'
import { atTheTerminal } from './test/atTheTerminal.ts'
import { productionLife } from './test/productionLife.ts'
import { refusals } from './test/refusals.ts'
import { stagingLife } from './test/stagingLife.ts'

const suites = { production: productionLife, staging: stagingLife, refusals, 'at the terminal': atTheTerminal }

// Side by side, for each waits for one process after the other.
describe.for(Object.entries(suites))('%s', { concurrent: true }, ([, suite]) => {
  describe('step by step', { concurrent: false, timeout: 180_000 }, suite)
})
