import { basename } from 'node:path'
import { ffmpegPath, plainSoundOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { MediaError } from '../MediaError.ts'
import { notMedia, PROBE_TIMEOUT_MS } from './readStreams.ts'

export interface FrameTimes {
  /** Presentation times in seconds, rising, one for every frame that a decoder will deliver. */
  times: number[]
  /** Frames that are in the file but not shown, since an edit list cuts them off. */
  hidden: number
  /** How long the last frame stays, in seconds. */
  lastDuration: number
  /** Indices of the frames that can be decoded without another. */
  keyFrames: number[]
}

/** Four and a half hours at 60 fps. */
const MAX_FRAMES = 1_000_000

/**
 * The real presentation times of a clip's frames (or of a sound's packets), from its packets, without decoding. Packets that
 * an edit list discards are left out, as a decoder leaves them out.
 *
 * @param stream index of the stream
 * @throws MediaError `tooLarge` (over a million frames, or it takes longer than 30 s), `notMedia`, `ffmpegMissing` or `aborted`
 */
export async function readFrameTimes(file: string, stream: number, signal?: AbortSignal): Promise<FrameTimes> {
  const shown: { time: number; duration: number | undefined; isKey: boolean }[] = []
  let hidden = 0
  const onLine = (line: string) => {
    const packet = Object.fromEntries(line.split('|').map((entry) => entry.split('=')))
    const { flags } = packet
    if (flags === undefined) return
    if (flags.includes('D')) {
      hidden++
      return
    }
    const time = seconds(packet.pts_time) ?? seconds(packet.dts_time) ?? 0
    shown.push({ time, duration: seconds(packet.duration_time), isKey: flags.includes('K') })
  }
  const entries = 'packet=pts_time,dts_time,duration_time,flags'
  const limit = ['-read_intervals', `%+#${MAX_FRAMES + 1}`]
  const args = ['-v', 'error', ...plainSoundOptions, ...limit, '-select_streams', `${stream}`, '-show_entries', entries]
  await runTool('ffprobe', [...args, '-of', 'compact=p=0', ffmpegPath(file)], {
    signal,
    timeoutMs: PROBE_TIMEOUT_MS,
    onLine,
  }).catch((error: unknown) => {
    throw error instanceof MediaError && error.code === 'ffmpegFailed' ? notMedia(file, error) : error
  })
  if (shown.length > MAX_FRAMES) {
    throw new MediaError('tooLarge', `${basename(file)} has more than a million frames.`, 'Use a part of it.')
  }
  shown.sort((a, b) => a.time - b.time)
  const times = shown.map(({ time }) => time)
  const average = times.length > 1 ? ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1) : 0
  const keyFrames = [...shown.entries()].filter(([, { isKey }]) => isKey).map(([index]) => index)
  return { times, hidden, lastDuration: shown.at(-1)?.duration ?? average, keyFrames }
}

function seconds(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '')
  return Number.isFinite(value) ? value : undefined
}
