import { BlobSource, CanvasSink, Input, MP4 } from 'mediabunny'
import { FRAMES_AHEAD } from './ReadAhead.ts'

/** A picture of a clip, ready to be drawn. */
export type ClipPicture = HTMLCanvasElement | OffscreenCanvas

/** One clip, open to be looked at at any moment. */
export type OpenClip<P = ClipPicture> = {
  /** s from the first frame to the last */
  span: number
  /** The pictures at moments that don't fall, s after the first frame; each is good until some more have been asked for. */
  pictures(moments: number[]): AsyncGenerator<P | null, unknown, unknown>
  close(): void
}

/** px: more would cost time to decode and not be seen */
const WIDTH = 720

/** Pictures that are kept at a time: those that wait to be drawn, the one that is drawn, and those on their way. */
const PICTURES_KEPT = FRAMES_AHEAD + 4

/**
 * Loads a clip whole, since it is played again and again, and decodes it here: a video element plays no faster than 16 times, which
 * a curve passes, and takes longer to seek than a frame of the film lasts. Throws when it can't be loaded or this browser can't decode it.
 */
export async function openClip(url: string, signal: AbortSignal): Promise<OpenClip> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`The clip was not served: ${answer.status}.`)
  const input = new Input({ formats: [MP4], source: new BlobSource(await answer.blob()) })
  const track = await input.getPrimaryVideoTrack()
  if (track === null || !(await track.canDecode())) throw new Error('This browser cannot decode the clip.')
  const [first, end, { averagePacketRate }] = await Promise.all([
    track.getFirstTimestamp(),
    track.computeDuration(),
    track.computePacketStats(),
  ])
  const frame = 1 / averagePacketRate
  const width = Math.min(WIDTH, await track.getDisplayWidth())
  return {
    span: Math.max(0, end - frame - first),
    pictures: (moments) => nearest(new CanvasSink(track, { width, poolSize: PICTURES_KEPT }), moments, first, frame),
    close: () => input.dispose(),
  }
}

/** The sink gives the frame that shows at a moment; half a frame later, that is the nearest one. */
async function* nearest(sink: CanvasSink, moments: number[], first: number, frame: number) {
  const times = moments.map((moment) => first + moment + frame / 2)
  for await (const picture of sink.canvasesAtTimestamps(times)) yield picture?.canvas ?? null
}
