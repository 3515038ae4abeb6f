/**
 * Side in px of the flat squares that carry the weights; FFmpeg stretches them over the picture. They are this large so that a
 * pipe holds only about fifteen.
 */
export const WEIGHT_SIDE = 66
const LUMA_BYTES = WEIGHT_SIDE * 2 * WEIGHT_SIDE
const FRAME_BYTES = (LUMA_BYTES * 3) / 2

/** Options that describe the bytes of {@link weightFrames} to FFmpeg. */
export function weightInputOptions(fps: number): string[] {
  const size = `${WEIGHT_SIDE * 2}x${WEIGHT_SIDE}`
  return ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', size, '-framerate', String(fps), '-i', 'pipe:0']
}

/**
 * One small yuv420p picture per output frame: its left half is as bright as the first weight, its right as the second.
 *
 * They come in parts that reach from the middle of one to the middle of the next. So a process that is killed while it writes
 * them leaves a pipe that ends within a picture: FFmpeg takes that for an error and ends too, whereas after whole pictures it
 * would go on to the end of the clip.
 *
 * @param weights 0 to 1
 * @param seamWeights as many, or none, which is 0 throughout
 */
export function* weightFrames(weights: readonly number[], seamWeights: readonly number[] = []): Generator<Uint8Array> {
  let rest = new Uint8Array()
  for (const [i, weight] of weights.entries()) {
    const frame = weightFrame(Math.round(255 * weight), Math.round(255 * (seamWeights[i] ?? 0)))
    yield Buffer.concat([rest, frame.subarray(0, FRAME_BYTES / 2)])
    rest = frame.subarray(FRAME_BYTES / 2)
  }
  yield rest
}

function weightFrame(left: number, right: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_BYTES)
  // Every plane's row is half the one, half the other: the luma's rows are two squares wide, the chroma's one.
  for (let at = 0; at < frame.length; at++) {
    const row = at < LUMA_BYTES ? WEIGHT_SIDE * 2 : WEIGHT_SIDE
    frame[at] = at % row < row / 2 ? left : right
  }
  return frame
}
