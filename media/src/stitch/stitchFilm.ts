import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { easing } from '../curve/easing.ts'
import { requireFfmpeg } from '../ffmpeg/requireFfmpeg.ts'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { withWorkFolder } from '../files/withWorkFolder.ts'
import { assertFrames } from './assertFrames.ts'
import { checkShapes } from './checkShapes.ts'
import { encodingPlan } from './encodingPlan.ts'
import { filmSize } from './filmSize.ts'
import { joinSegments } from './joinSegments.ts'
import { layMusic, openMusic } from './layMusic.ts'
import { makeSegments } from './makeSegments.ts'
import type { Loudness } from './measureLoudness.ts'
import { probeClips } from './probeClips.ts'
import { SegmentCache } from './SegmentCache.ts'
import { filmSettings, type StitchFilmOptions } from './stitchOptions.ts'
import { stitchProgress } from './stitchProgress.ts'

export interface Film {
  file: string
  frames: number
  durationSeconds: number
  fps: number
  width: number
  height: number
  /** How many clips the cache had, so that they were not encoded. */
  reusedSegments: number
  /** What a person should know though the film is made, a sentence each. */
  warnings: string[]
  /** What the music measures in the film. */
  music?: Loudness
}

/**
 * Retimes every clip by the easing and joins them into a film: H.264 high, yuv420p, bt709, index first; no sound but the music.
 * Each clip becomes exactly `round(secondsPerClip × fps)` frames. The film has the first clip's size (even); clips of
 * another size are scaled to fill it, and what that cuts off is said: up to half of a side.
 *
 * @throws MediaError `wrongUse`, `ffmpegMissing`, `ffmpegTooOld`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge`,
 *   `unsupported`, `cannotWrite`, `ffmpegFailed`, `ffmpegStopped` or `aborted`; nothing is left at `out` or beside it then
 */
export async function stitchFilm(options: StitchFilmOptions): Promise<Film> {
  const { out, music, signal } = options
  const settings = filmSettings(options)
  const { fps } = settings
  const curve = easing(settings.easing)
  await refuseOutputOverInput([out], [...options.clips, ...(music ? [music.file] : [])])
  const version = await requireFfmpeg()
  const probes = await probeClips(options.clips, signal)
  const [first] = probes
  const size = filmSize(first.file, first.probe.info)
  const cutOff = checkShapes(probes, size)
  const frames = Math.round(settings.secondsPerClip * fps)
  const total = frames * probes.length
  if (music) await openMusic(music, total / fps, signal)

  const { processes, clips } = encodingPlan(probes, size, settings, availableParallelism())
  const cache = options.cache === undefined ? undefined : new SegmentCache(options.cache)
  const progress = stitchProgress(probes.length, frames, options.onProgress ?? (() => {}))
  let isMade = false
  try {
    const film = await withWorkFolder(
      out,
      async (folder, made) => {
        const encoding = { curve, settings, size, frames, processes, version, cache, signal, progress }
        const { segments, reused, cacheProblem } = await makeSegments({ ...encoding, clips, folder })
        const silent = music ? join(folder, 'silent.mp4') : made
        await joinSegments(folder, segments, fps, silent, signal)
        const laid = music && (await layMusic({ film: silent, filmSeconds: total / fps, music, out: made, signal }))
        await assertFrames(made, total, size, basename(out), signal)
        const warnings = [
          ...(curve.note ? [curve.note] : []),
          ...cutOff,
          ...(cacheProblem ? [`Not every clip was cached: ${cacheProblem}`] : []),
        ]
        return { reusedSegments: reused, warnings, ...(laid && { music: laid }) }
      },
      signal,
    )
    isMade = true
    return { file: resolve(out), frames: total, durationSeconds: total / fps, fps, ...size, ...film }
  } finally {
    progress.end(isMade)
  }
}
