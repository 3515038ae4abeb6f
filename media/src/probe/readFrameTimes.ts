import type { ProbedPacket } from './ffprobeAnswer.ts'

export interface FrameTimes {
  /** Presentation times in seconds, rising, one for every frame that a decoder will deliver. */
  times: number[]
  /** How long the last frame stays, in seconds. */
  lastDuration: number
}

/**
 * The real presentation times of a clip's frames, from its packets, without decoding. Packets that an edit list discards are
 * left out, as a decoder leaves them out.
 *
 * @param packets of all streams, in any order
 * @param stream index of the video stream
 */
export function readFrameTimes(packets: readonly ProbedPacket[], stream: number): FrameTimes {
  const shown = packets
    .filter((packet) => packet.stream_index === stream && !packet.flags.includes('D'))
    .map((packet) => ({
      time: seconds(packet.pts_time) ?? seconds(packet.dts_time) ?? 0,
      duration: seconds(packet.duration_time),
    }))
    .sort((a, b) => a.time - b.time)

  const times = shown.map((packet) => packet.time)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const average = times.length > 1 ? span / (times.length - 1) : 0
  return { times, lastDuration: shown.at(-1)?.duration ?? average }
}

function seconds(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '')
  return Number.isFinite(value) ? value : undefined
}
