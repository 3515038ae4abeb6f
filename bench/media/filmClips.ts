import { join } from 'node:path'
import { execa } from 'execa'

const SAMPLES = join(import.meta.dirname, '../../samples')
const SECONDS = 5
const FPS = 30
const FRAMES = SECONDS * FPS

/** Two pictures, the zoom into the first over the frames `on`, and the seed of the grain. */
const SCENES = [
  ['model.png', 'location.jpg', '1+0.002*on', 1],
  ['location.jpg', 'garment.png', '1.4-0.002*on', 2],
  ['garment.png', 'model.png', '1.1+0.001*on', 3],
  ['accessory.png', 'location.jpg', '1.2', 4],
  ['location.jpg', 'model.png', '1+0.003*on', 5],
] as const

/** Writes five clips of 5 s, 1080p at 30 fps: a zoom and pan over one picture, crossfaded into another, with grain. */
export async function filmClips(folder: string): Promise<string[]> {
  const clips: string[] = []
  for (const [index, [first, second, zoom, seed]] of SCENES.entries()) {
    const still = (name: string) => [
      '-loop',
      '1',
      '-t',
      String(SECONDS),
      '-framerate',
      String(FPS),
      '-i',
      join(SAMPLES, name),
    ]
    const move = (how: string, x: string, y: string) =>
      `scale=2880:-2,zoompan=z='${how}':x='(iw-iw/zoom)*${x}':y='(ih-ih/zoom)*${y}':d=1:s=1920x1080:fps=${FPS}`
    const graph = [
      `[0:v]${move(zoom, `on/${FRAMES}`, '0.5')}[a]`,
      `[1:v]${move('1.3-0.001*on', '0.5', `on/${FRAMES}`)}[b]`,
      `[a][b]xfade=duration=1.5:offset=1.7,noise=all_seed=${seed}:alls=5:allf=t,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`,
    ].join(';')
    const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
    const encode = ['-t', String(SECONDS), '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', ...tags]
    const clip = join(folder, `clip ${index + 1}.mp4`)
    await execa('ffmpeg', [
      '-v',
      'error',
      '-y',
      ...still(first),
      ...still(second),
      '-filter_complex',
      graph,
      ...encode,
      clip,
    ])
    process.stderr.write(`made clip ${index + 1} of ${SCENES.length}\n`)
    clips.push(clip)
  }
  return clips
}
