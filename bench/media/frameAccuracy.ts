import { join } from 'node:path'
import { easing } from '../../media/src/curve/easing.ts'
import { stitchFilm } from '../../media/src/stitch/stitchFilm.ts'
import { counterClip, readPositions } from '../../media/test/counterClip.ts'
import { table } from '../shared/report.ts'

const RATES = [
  ['24', 121],
  ['25', 125],
  ['30000/1001', 150],
  ['30', 150],
  ['60', 300],
] as const
const CURVES = ['dramaticSwoop', 'gentleSwoop', 'easeInOutSine', 'linear']
const FRAMES = 90

/** What the 90 frames of a film show, read back from it, against where the curve is then. */
export async function frameAccuracy(folder: string): Promise<string> {
  const rows: string[][] = []
  for (const [fps, frames] of RATES) {
    const clip = join(folder, `counter ${frames}.mp4`)
    await counterClip(clip, { frames, fps })
    for (const name of CURVES) {
      const out = join(folder, 'counters.mp4')
      await stitchFilm({ clips: [clip], out, easing: name, preset: 'ultrafast', crf: 10 })
      const curve = easing(name)
      const positions = await readPositions(out, frames)
      const errors = positions.map((position, i) => position - curve.at(i / FRAMES) * (frames - 1))
      const largest = Math.max(...errors.map(Math.abs))
      const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length
      rows.push([fps, name, String(positions.length), largest.toFixed(2), bias.toFixed(3)])
    }
  }
  return [
    'Clips that carry their frame number in the picture, 5 s each, into 90 frames: the source time of every frame of the film against the curve, in source frames (limit: 0.5).',
    table([['source fps', 'curve', 'frames', 'largest error', 'mean error'], ...rows]),
  ].join('\n\n')
}
