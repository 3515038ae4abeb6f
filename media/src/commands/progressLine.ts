import type { Progress } from '../stitch/stitchFilm.ts'

/** ms between two lines where they pile up instead of replacing each other. */
const PAUSE = 400

/** Tells progress on standard error, at least twice a second: in place on a terminal, line by line elsewhere. */
export function progressLine(): (progress: Progress) => void {
  const { stderr } = process
  let told = Number.NEGATIVE_INFINITY
  return ({ fraction, etaMs }) => {
    const left = etaMs === undefined ? '' : `, ${Math.ceil(etaMs / 1000)} s left`
    const line = `${Math.floor(fraction * 100)} %${left}`
    const now = performance.now()
    if (stderr.isTTY) stderr.write(`\r\x1b[K${line}${fraction === 1 ? '\n' : ''}`)
    else if (fraction === 1 || now - told >= PAUSE) {
      told = now
      stderr.write(`${line}\n`)
    }
  }
}
