import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** s and frames per second of the clip, and px of its sides */
const CLIP = { seconds: 5, rate: 24, width: 1248, height: 832 }

let made: Promise<Buffer> | undefined

/** A clip that stands in for all: the camera goes closer to a sample. Made once, with the machine's ffmpeg. */
export function fixtureClip(): Promise<Buffer> {
  made ??= make()
  return made
}

async function make(): Promise<Buffer> {
  const { seconds, rate, width, height } = CLIP
  const file = join(await mkdtemp(join(tmpdir(), 'fixture-clip-')), 'clip.mp4')
  const sample = fileURLToPath(new URL('../../samples/location.jpg', import.meta.url))
  const closer = `scale=2496:-2,zoompan=z='1+0.5*on/${seconds * rate}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=${seconds * rate}:s=${width}x${height}:fps=${rate}`
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart']
  await run('ffmpeg', ['-v', 'error', '-i', sample, '-vf', closer, ...encode, file])
  return readFile(file)
}
