import type { Progress } from '../stitch/stitchProgress.ts'

/** Tells progress on standard error: in place on a terminal, line by line elsewhere. */
export function progressLine({ fraction, etaMs }: Progress): void {
  const { stderr } = process
  const left = etaMs === undefined ? '' : `, ${Math.ceil(etaMs / 1000)} s left`
  const line = `${Math.floor(fraction * 100)} %${left}`
  stderr.write(stderr.isTTY ? `\r\x1b[K${line}${fraction === 1 ? '\n' : ''}` : `${line}\n`)
}
