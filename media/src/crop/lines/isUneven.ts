import type { LineMap } from './lineMaps.ts'

/** Samples an eighth of a line apart are compared, every ninth of them. */
const EIGHTH = 3
const SKIP = 9
/** Neither the gradient of a gutter nor its noise makes such a step of green, and what crosses it makes it in fewer samples. */
const STEP = 24
const SHARE = 3 / 8

/** Whether a glance at a line, between two of its samples, shows that it runs across pictures. Where it does not, it may all the same. */
export function isUneven({ data, samples }: LineMap, line: number, from: number, to: number): boolean {
  const apart = ((to - from) >> EIGHTH) * 3
  const last = (line * samples + to) * 3 - apart
  let [seen, stepped] = [0, 0]
  for (let at = (line * samples + from) * 3 + 1; at < last; at += SKIP * 3) {
    const step = (data[at] as number) - (data[at + apart] as number)
    if (step > STEP || step < -STEP) stepped++
    seen++
  }
  return stepped > SHARE * seen
}
