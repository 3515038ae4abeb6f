import { readFile } from 'node:fs/promises'
import { execa } from 'execa'
import { counterClip } from './counterClip.ts'

type Files = Record<string, Buffer | string>

/**
 * Clips by file name: what no command may take for one, and what hides something heavy or odd, so that a command may refuse
 * it or do its work, within its limits.
 *
 * @param folder to work in
 */
export async function hostileClips(folder: string): Promise<{ refused: Files; handled: Files }> {
  const whole = `${folder}/whole.mp4`
  const tone = ['-f', 'lavfi', '-i', 'sine=d=2', '-map', '0:v', '-map', '1:a', '-c:a', 'aac', '-bf', '0']
  await counterClip(whole, { frames: 48, inputs: tone, output: ['-movflags', '+faststart'] })
  const bytes = await readFile(whole)
  /** The clip with numbers written over those of its video track's boxes: [box, offset after its name, value]. */
  const lies = (...changes: [box: string, offset: number, value: number][]) => {
    const copy = Buffer.from(bytes)
    for (const [box, offset, value] of changes) copy.writeUInt32BE(value, copy.indexOf(box) + 4 + offset)
    return copy
  }
  const samples = (count: number) => lies(['stsz', 4, 100], ['stsz', 8, count], ['stts', 8, count], ['stsc', 12, count])
  const refused = {
    'empty.mp4': '',
    'words.mp4': 'no clip',
    'half.mp4': bytes.subarray(0, bytes.length / 2),
    'index-only.mp4': bytes.subarray(0, bytes.indexOf('mdat') + 8),
    'two-billion-frames.mp4': samples(2_147_483_000),
    'header-30000.avi': await rawAvi(folder),
    'list.mp4': `ffconcat version 1.0\nfile ${whole}\n`,
    'playlist.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://${whole}\n#EXT-X-ENDLIST\n`,
    'metadata.mp4': ';FFMETADATA1\ntitle=none\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=999999999\n',
    'description.mp4': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
    'subtitles.mp4': '1\n00:00:00,000 --> 99:00:00,000\nwords\n',
  }
  const handled = {
    'ten-million-frames.mp4': samples(10_000_000),
    'frames-elsewhere.mp4': lies(['stco', 8, 0xffff_fff0]),
    'no-time.mp4': lies(['stts', 12, 0]),
    'endless-frame.mp4': lies(['stts', 8, 1], ['stts', 12, 0x7fff_ffff]),
    'hours.mp4': await repeat(folder, 160),
    'large.mp4': await large(folder),
    'weeks.mp4': lies(['mvhd', 16, 0xffff_fff0]),
  }
  return { refused, handled }
}

/** Ten seconds of one colour, again and again. */
async function repeat(folder: string, times: number): Promise<Buffer> {
  const still = ['-f', 'lavfi', '-i', 'color=red:s=64x64:r=24:d=10', '-c:v', 'libx264', `${folder}/still.mp4`]
  await execa('ffmpeg', ['-v', 'error', '-y', ...still])
  const many = ['-stream_loop', String(times), '-i', `${folder}/still.mp4`, '-c', 'copy', `${folder}/many.mp4`]
  await execa('ffmpeg', ['-v', 'error', '-y', ...many])
  return readFile(`${folder}/many.mp4`)
}

/** Few bytes, one frame and as many pixels as a clip may have. */
async function large(folder: string): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', 'color=teal:s=8192x8192:r=24', '-frames:v', '1', '-pix_fmt', 'yuv420p']
  await execa('ffmpeg', ['-v', 'error', '-y', ...source, '-preset', 'ultrafast', `${folder}/huge.mp4`])
  return readFile(`${folder}/huge.mp4`)
}

/** An AVI of uncompressed pictures whose headers say 30,000 × 30,000. */
async function rawAvi(folder: string): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=16x16:r=5:d=1', '-c:v', 'rawvideo', `${folder}/raw.avi`]
  await execa('ffmpeg', ['-v', 'error', '-y', ...source])
  const bytes = await readFile(`${folder}/raw.avi`)
  for (const [box, offset] of [
    ['avih', 40],
    ['strf', 12],
  ] as const) {
    bytes.writeUInt32LE(30_000, bytes.indexOf(box) + offset)
    bytes.writeUInt32LE(30_000, bytes.indexOf(box) + offset + 4)
  }
  return bytes
}
