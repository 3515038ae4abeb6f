import { clipMoments, framesPerClip } from './filmPlan.ts'
import type { OpenClip } from './openClip.ts'
import type { FilmFrame } from './ReadAhead.ts'
import type { SpeedCurve } from './SpeedCurve.ts'

/**
 * The film's frames from one of them on, clip after clip, and again from its start: they have no end, and their numbers go on.
 *
 * @throws when a clip cannot be decoded
 */
export async function* filmFrames<P>(
  clips: readonly OpenClip<P>[],
  curve: SpeedCurve,
  from: number,
): AsyncGenerator<FilmFrame<P>, never, undefined> {
  const each = framesPerClip(curve)
  for (let frame = from; ; ) {
    const clip = clips[Math.floor(frame / each) % clips.length]
    if (clip === undefined) throw new Error('There is no clip to play.')
    for await (const picture of clip.pictures(clipMoments(curve, clip.span).slice(frame % each))) {
      if (picture !== null) yield { frame, picture }
      frame += 1
    }
  }
}
