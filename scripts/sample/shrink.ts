import { execa } from 'execa'
import { previewImage, probeMedia } from '../../media/src/index.ts'

/** px of a picture's width: sharp over the whole of a board, and no more */
const WIDTH = 1280
/** px of a clip's height */
const HEIGHT = 480
/** Of x264: lower is better and larger. */
const CRF = '24'

/** What is to know of a file that was made small: its size in px and, of a clip, s. */
type Small = { width: number; height: number; durationSeconds: number | null }

/** Writes a picture as a WebP that is small enough to come with the page. */
export async function shrinkPicture(file: string, out: string): Promise<Small> {
  const { width, height } = await previewImage({ file, out, width: WIDTH })
  return { width, height, durationSeconds: null }
}

/** Writes a clip or film as an MP4 that is small enough to come with the page. */
export async function shrinkClip(file: string, out: string): Promise<Small> {
  const size = ['-vf', `scale=-2:${HEIGHT}:flags=lanczos,setsar=1`, '-pix_fmt', 'yuv420p']
  const code = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', CRF, '-movflags', '+faststart', '-an']
  await execa('ffmpeg', ['-v', 'error', '-y', '-i', file, ...size, ...code, out])
  const info = await probeMedia(out)
  if (info.kind !== 'clip') throw new Error(`${out} is no clip.`)
  return { width: info.width, height: info.height, durationSeconds: info.durationSeconds }
}
