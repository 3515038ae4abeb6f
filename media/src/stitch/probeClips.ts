import { basename } from 'node:path'
import { assertConvertible } from '../colour/assertConvertible.ts'
import { MediaError } from '../MediaError.ts'
import { type ClipProbe, probeClip } from '../probe/probeClip.ts'
import { runLimited } from '../runLimited.ts'

/** Ten minutes at 60 fps: every frame up to the last is decoded. */
const MAX_CLIP_FRAMES = 36_000
const PROBES_AT_ONCE = 2

export interface ProbedClip {
  file: string
  probe: ClipProbe
}

/**
 * Probes clips, in their order, and refuses what cannot be stitched.
 *
 * @param clips paths, one at least
 * @throws MediaError what {@link probeClip} throws, and `wrongUse`, `tooLarge` or `unsupported` (HDR, colours that are not known)
 */
export async function probeClips(
  clips: readonly string[],
  signal?: AbortSignal,
): Promise<[ProbedClip, ...ProbedClip[]]> {
  const probed: ProbedClip[] = []
  await runLimited(clips, PROBES_AT_ONCE, signal, async (file, index, either) => {
    const probe = await probeClip(file, either)
    assertStitchable(file, probe)
    probed[index] = { file, probe }
  })
  const [first, ...rest] = probed
  if (!first) throw new MediaError('wrongUse', 'There is no clip to stitch.', 'Name at least one.')
  return [first, ...rest]
}

function assertStitchable(file: string, { info }: ClipProbe): void {
  if (info.frames > MAX_CLIP_FRAMES) {
    const lasts = `${Math.round(info.durationSeconds)} s (${info.frames} frames)`
    throw new MediaError(
      'tooLarge',
      `${basename(file)} lasts ${lasts}; clips of at most ${MAX_CLIP_FRAMES} frames are stitched.`,
      'Cut out the part that the film shall show.',
    )
  }
  assertConvertible(file, info.colour)
}
