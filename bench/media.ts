/**
 * @module `npm run bench:media`: the media engine against encoding alone, decode + encode, and known truth. Names of parts may follow
 * (`npm run bench:media -- crop`); `--write` puts the figures into docs/benchmarks.md.
 */
import { crop } from './media/crop.ts'
import { resize } from './media/resize.ts'
import { sheets } from './media/sheets.ts'
import { stitch } from './media/stitch.ts'
import { report } from './shared/report.ts'

/** Each part is a file of bench/media that measures and returns its figures as Markdown. */
const parts: Record<string, () => Promise<string>> = { crop, sheets, resize, stitch }

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.\n`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await report(`media-${name}`, await bench())
}
