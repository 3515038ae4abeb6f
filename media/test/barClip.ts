import { execa } from 'execa'

const WIDTH = 320
const HEIGHT = 64
const BAR = 24
const STEP = 6

/** Writes a clip in which a bright bar moves to the right by 6 px a frame; at most 48 frames. */
export async function barClip(file: string, frames: number, fps: number): Promise<void> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * frames, 40)
  for (let frame = 0; frame < frames; frame++) {
    for (let y = 0; y < HEIGHT; y++) {
      const left = (frame * HEIGHT + y) * WIDTH + frame * STEP
      // Stripes and a ramp give a search for motion something to hold on to.
      for (let x = 0; x < BAR; x++) pixels[left + x] = 120 + 4 * x + (y % 8 < 4 ? 30 : 0)
    }
  }
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${WIDTH}x${HEIGHT}`, '-framerate', `${fps}`]
  const encode = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '5', '-color_range', 'tv']
  await execa('ffmpeg', ['-v', 'error', '-y', ...raw, '-i', 'pipe:0', ...encode, file], { input: pixels })
}

/** For each frame of a film of it, which frame of the clip the bar's middle stands for, and how wide the bar is, in px. */
export async function readBar(film: string): Promise<{ position: number; width: number }[]> {
  const one = ['-vf', `scale=${WIDTH}:1:flags=area,format=gray`, '-f', 'rawvideo', 'pipe:1']
  const { stdout } = await execa('ffmpeg', ['-v', 'error', '-i', film, ...one], { encoding: 'buffer' })
  return Array.from({ length: stdout.length / WIDTH }, (_, frame) => {
    const row = [...stdout.subarray(frame * WIDTH, (frame + 1) * WIDTH)].map((value) => Math.max(0, value - 52))
    const sum = row.reduce((all, value) => all + value, 0)
    const middle = row.reduce((all, value, x) => all + value * x, 0) / sum
    return { position: middle / STEP, width: row.filter((value) => value > 20).length }
  })
}
