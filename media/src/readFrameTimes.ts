import { ffmpegPath, plainClipOptions } from './filePath.ts'
import { runTool } from './runTool.ts'

const PROBE_TIMEOUT_MS = 30_000

export interface FrameTimes {
  /** Presentation times in seconds, rising, one for every frame that a decoder will deliver. */
  times: number[]
  /** How long the last frame stays, in seconds. */
  lastDuration: number
}

/**
 * Reads the real presentation times of a clip's frames from its packets, without decoding. Packets that an edit list
 * discards are left out, as a decoder leaves them out.
 *
 * @param file path of the clip
 * @param stream index of its video stream
 */
export async function readFrameTimes(file: string, stream: number, signal?: AbortSignal): Promise<FrameTimes> {
  const csv = await runTool(
    'ffprobe',
    [
      ...['-v', 'error', ...plainClipOptions, '-select_streams', String(stream)],
      ...['-show_entries', 'packet=pts_time,dts_time,duration_time,flags', '-of', 'compact=p=0', ffmpegPath(file)],
    ],
    { signal, timeoutMs: PROBE_TIMEOUT_MS },
  )
  const packets = csv
    .split('\n')
    .map((line) => new Map(line.split('|').map((field) => field.split('=', 2) as [string, string])))
    .filter((packet) => packet.has('flags') && !packet.get('flags')?.includes('D'))
    .map((packet) => ({
      time: seconds(packet.get('pts_time')) ?? seconds(packet.get('dts_time')) ?? 0,
      duration: seconds(packet.get('duration_time')),
    }))
    .sort((a, b) => a.time - b.time)

  const times = packets.map((packet) => packet.time)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const average = times.length > 1 ? span / (times.length - 1) : 0
  return { times, lastDuration: packets.at(-1)?.duration ?? average }
}

function seconds(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '')
  return Number.isFinite(value) ? value : undefined
}
