import { execa } from 'execa'

/** Bits of the frame counter that each picture carries, as black and white columns. */
const BITS = 10

export interface CounterClipOptions {
  frames: number
  fps?: string
  width?: number
  height?: number
  /** More options for the encoder or the container. */
  output?: string[]
  /** More inputs, such as a tone. */
  inputs?: string[]
}

/** Writes a clip whose every frame shows its own number, readable by {@link readCounters}. */
export async function counterClip(file: string, options: CounterClipOptions): Promise<void> {
  const { frames, fps = '24', width = 160, height = 96, output = [], inputs = [] } = options
  const pixels = Buffer.alloc(width * height * frames)
  for (let frame = 0; frame < frames; frame++) {
    const row = Uint8Array.from({ length: width }, (_, x) => {
      const bit = Math.min(BITS - 1, Math.floor((x / width) * BITS))
      return (frame >> bit) & 1 ? 255 : 0
    })
    for (let y = 0; y < height; y++) pixels.set(row, (frame * height + y) * width)
  }
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-video_size',
    `${width}x${height}`,
    '-framerate',
    fps,
    '-i',
    'pipe:0',
  ]
  const encode = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '10', '-preset', 'veryfast', '-color_range', 'tv']
  await execa('ffmpeg', ['-v', 'error', '-y', ...raw, ...inputs, ...encode, ...output, `file:${file}`], {
    input: pixels,
  })
}

/** The frame number that each frame of a clip shows; for a mixed frame, a value between its two neighbours is not defined. */
export async function readCounters(file: string): Promise<number[]> {
  return (await readBits(file)).map((bits) => bits.reduce((sum, share, bit) => sum + (share > 0.5 ? 2 ** bit : 0), 0))
}

/** The brightness (0…1) of each counter column in each frame of a clip. */
export async function readBits(file: string): Promise<number[][]> {
  const { stdout } = await execa(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', `file:${file}`, '-vf', `scale=${BITS}:1:flags=area,format=gray`],
      // Every frame once, whatever its time.
      ...['-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
    ],
    { encoding: 'buffer' },
  )
  return Array.from({ length: stdout.length / BITS }, (_, frame) =>
    Array.from(stdout.subarray(frame * BITS, (frame + 1) * BITS), (value) => value / 255),
  )
}

/**
 * Which frame of a counter clip each frame of a film shows; 3.25 where a quarter of frame 4 is mixed into frame 3. Of all pairs of
 * neighbours it is the one whose mixture comes nearest to what is seen.
 */
export async function readPositions(film: string, clipFrames: number): Promise<number[]> {
  const bitsOf = (frame: number) => Array.from({ length: BITS }, (_, bit) => (frame >> bit) & 1)
  return (await readBits(film)).map((seen) => {
    let best = { position: 0, error: Number.POSITIVE_INFINITY }
    for (let frame = 0; frame < clipFrames; frame++) {
      const here = bitsOf(frame)
      const change = bitsOf(Math.min(frame + 1, clipFrames - 1)).map((bit, i) => bit - (here[i] ?? 0))
      const off = seen.map((share, i) => share - (here[i] ?? 0))
      const length = change.reduce((sum, step) => sum + step * step, 0)
      const along = off.reduce((sum, value, i) => sum + value * (change[i] ?? 0), 0)
      const share = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0
      const error = off.reduce((sum, value, i) => sum + (value - share * (change[i] ?? 0)) ** 2, 0)
      if (error < best.error - 1e-9) best = { position: frame + share, error }
    }
    return best.position
  })
}
