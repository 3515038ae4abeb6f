import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Easing } from '../curve/easing.ts'
import { hashFile } from '../files/hashFile.ts'
import type { Size } from '../geometry/Size.ts'
import { runLimited } from '../runLimited.ts'
import type { PlannedClip } from './encodingPlan.ts'
import { retimeClip } from './retimeClip.ts'
import { type RetimeCommand, retimeCommand, SEGMENT } from './retimeCommand.ts'
import type { Seam } from './retimeGraph.ts'
import { SegmentCache } from './SegmentCache.ts'
import type { FilmSettings } from './stitchOptions.ts'
import type { StitchProgress } from './stitchProgress.ts'

export interface MakeSegmentsOptions {
  clips: readonly PlannedClip[]
  curve: Easing
  settings: FilmSettings
  size: Size
  /** Frames that each clip becomes. */
  frames: number
  /** FFmpeg processes that run at the same time. */
  processes: number
  /** Of FFmpeg. */
  version: string
  cache: SegmentCache | undefined
  /** An empty folder. */
  folder: string
  signal: AbortSignal | undefined
  progress: StitchProgress
}

export interface Segments {
  /** Paths in the folder, in the film's order. */
  segments: string[]
  /** How many of them the cache had. */
  reused: number
  /** Why the cache could not keep what was encoded. */
  cacheProblem?: string
}

const LOOP_DISSOLVE_SECONDS = 0.25

/** Makes each clip into a segment of the film, or takes it from the cache. */
export async function makeSegments(options: MakeSegmentsOptions): Promise<Segments> {
  const { clips, settings, frames, cache, folder, progress } = options
  const made: Segments = { segments: clips.map((_, index) => `${index}/${SEGMENT}`), reused: 0 }

  await runLimited(clips, options.processes, options.signal, async ({ file, probe, plan }, index, signal) => {
    const own = join(folder, String(index))
    const target = join(own, SEGMENT)
    await mkdir(own)
    // The last clip of a loop ends in the film's first frame.
    const first = settings.loop && index === clips.length - 1 ? clips[0] : undefined
    const seam: Seam | undefined = first && { clip: first.probe, weights: dissolve(frames, settings.fps) }
    const command = retimeCommand({ ...settings, ...options, plan, clip: probe, seam })
    const key = cache && (await segmentKey(options.version, command, file, first?.file))
    if (key && (await cache.take(key, target))) {
      made.reused++
      progress.reused()
      return
    }
    const onFrames = (done: number) => progress.encoded(index, done)
    await retimeClip({
      file,
      codec: probe.info.codec,
      command,
      seamFile: first?.file,
      folder: own,
      frames,
      signal,
      onFrames,
    })
    if (!key) return
    await cache.keep(key, target).catch((error: Error) => {
      made.cacheProblem = error.message
    })
  })
  return made
}

/** The command names all that the segment depends on but for what is in the clips. */
async function segmentKey(version: string, command: RetimeCommand, file: string, seamFile: string | undefined) {
  const contents = [await hashFile(file), seamFile === undefined ? '' : await hashFile(seamFile)]
  const settings = command.args('clip', seamFile === undefined ? undefined : 'seam')
  return SegmentCache.key([version, settings, command.graph, command.weights, command.seamWeights, contents])
}

/** How much of the film's first frame lies over each frame of its last clip, 0 to 1. */
function dissolve(frames: number, fps: number): number[] {
  const length = Math.min(Math.round(LOOP_DISSOLVE_SECONDS * fps), frames >> 1)
  const start = frames - length
  return Array.from({ length: frames }, (_, i) => Math.max(0, i - start + 1) / (length + 1))
}
