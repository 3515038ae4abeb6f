import { basename } from 'node:path'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import type { ProbedClip } from './probeClips.ts'

/** Share of a side: less is seen by nobody. */
const UNSEEN = 0.05
/** Above it heads and hands are cut off wherever the window lies: that is no look that somebody chose. */
const MOST = 0.5

/**
 * What the film does not show of clips of another shape, since they are scaled to fill it: a sentence for each that loses more than
 * a twentieth.
 *
 * @throws MediaError `unsupported` for a clip that would lose more than half
 */
export function checkShapes(clips: readonly ProbedClip[], film: Size): string[] {
  const warnings: string[] = []
  for (const { file, probe } of clips) {
    const { width, height } = probe.info
    const [across, down] = [width / film.width, height / film.height]
    const lost = 1 - Math.min(across, down) / Math.max(across, down)
    if (lost <= UNSEEN) continue
    const side = across > down ? 'width' : 'height'
    const shape = `${basename(file)} (${width}×${height}) has another shape than the film (${film.width}×${film.height})`
    const cut = `${Math.round(lost * 100)} % of its ${side}`
    if (lost > MOST) {
      throw new MediaError(
        'unsupported',
        `${shape}, which would cut off ${cut}.`,
        'Put clips of one shape together, or crop that clip to the film’s shape first.',
      )
    }
    warnings.push(`${shape}: ${cut} is cut off.`)
  }
  return warnings
}
