import { describe } from 'vitest'
import { productionLife } from './test/productionLife.ts'
import { stagingLife } from './test/stagingLife.ts'

// Side by side, for each waits for one process after the other.
describe('production', { concurrent: true }, productionLife)
describe('staging', { concurrent: true }, stagingLife)
