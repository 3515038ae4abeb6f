/**
 * @module `npm run bench:pipeline`: how long a whole shoot takes beside what it cannot do without, which is measured too, and beside the
 * same work with one clip at a time. The providers' stand-ins take a real provider's times divided by five; `--factor 1` takes them
 * whole. `--write` puts the figures into docs/benchmarks.md. Fails where the shoot takes more than a tenth longer than its critical path.
 * Needs `npm run build`.
 */
import { parseArgs } from 'node:util'
import { describeShoots, LIMIT, ratio } from './pipeline/describeShoots.ts'
import { runShoot } from './pipeline/runShoot.ts'
import { report } from './shared/report.ts'

const { values } = parseArgs({ options: { factor: { type: 'string', default: '5' }, write: { type: 'boolean' } } })
const factor = Number(values.factor)
/** ms: what the real providers take for these, about. */
const times = { hero: 20_000 / factor, sheet: 30_000 / factor, clip: 150_000 / factor }

const shots = {
  instant: await runShoot({ hero: 0, sheet: 0, clip: 0 }, 5),
  together: await runShoot(times, 5),
  inTurn: await runShoot(times, 1),
}
await report('pipeline', describeShoots(factor, times, shots))
if (ratio(times, shots) > LIMIT) process.exitCode = 1
