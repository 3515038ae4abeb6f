import { runTool } from '../../media/src/ffmpeg/runTool.ts'
import { MediaError, requireFfmpeg } from '../../media/src/index.ts'
import { type Finding, ok, wrong } from '../cloudflare/Finding.ts'

/** What the media engine asks of FFmpeg, by the name of the option that lists it. */
export const FFMPEG_FEATURES = {
  filters: [
    ...['aformat', 'afade', 'alimiter', 'aloop', 'ametadata', 'apad', 'aresample', 'asetpts', 'atrim', 'colorspace'],
    ...['crop', 'ebur128', 'format', 'maskedmerge', 'metadata', 'minterpolate', 'pad', 'scale', 'select', 'setparams'],
    ...['setpts', 'setsar', 'settb', 'split', 'tpad', 'trim', 'volume'],
  ],
  encoders: ['libx264', 'aac', 'png'],
  decoders: ['h264', 'aac'],
  muxers: ['mp4', 'image2', 'null'],
  demuxers: ['concat', 'rawvideo', 'mov'],
  bsfs: ['setts'],
}

/** Whether FFmpeg is there, new enough, and has all that the media engine uses. */
export async function checkFfmpeg(): Promise<Finding> {
  try {
    const version = await requireFfmpeg()
    const missing = await Promise.all(
      Object.entries(FFMPEG_FEATURES).map(async ([kind, names]) => {
        const words = new Set((await runTool('ffmpeg', ['-hide_banner', `-${kind}`])).split(/[\s,]+/))
        return names.filter((name) => !words.has(name)).map((name) => `${name} (${kind})`)
      }),
    )
    const lacks = missing.flat()
    if (lacks.length === 0) return ok(`FFmpeg ${version}, with all that the media engine uses`)
    return wrong(
      `FFmpeg ${version} is a reduced build; it lacks ${lacks.join(', ')}.\n` +
        'Install a full build from https://ffmpeg.org/download.html, and put it first on the PATH.',
    )
  } catch (error) {
    if (!(error instanceof MediaError)) throw error
    return wrong(`${error.message}\n${error.hint}`)
  }
}
