import type { Progress } from '../stitch/stitchProgress.ts'

/** ms between two lines where they pile up instead of replacing each other. */
const PAUSE = 400

/** Tells progress on standard error, at least twice a second: in place on a terminal, line by line elsewhere. */
export function progressLine(): (progress: Progress) => void {
  const { stderr } = process
  let told = Number.NEGATIVE_INFINITY
  let isDone = false
  return ({ fraction, etaMs }) => {
    const now = performance.now()
    const isDue = fraction === 1 || stderr.isTTY || now - told >= PAUSE
    if (isDone || !isDue) return
    told = now
    isDone = fraction === 1
    const left = etaMs === undefined ? '' : `, ${Math.ceil(etaMs / 1000)} s left`
    const line = `${Math.floor(fraction * 100)} %${left}`
    stderr.write(stderr.isTTY ? `\r\x1b[K${line}${isDone ? '\n' : ''}` : `${line}\n`)
  }
}
