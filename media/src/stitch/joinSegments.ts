import { join } from 'node:path'
import { runTool } from '../ffmpeg/runTool.ts'
import { writeInto } from '../files/writeInto.ts'

/**
 * Joins segments of the same encoding into one MP4 by copy, its index first so that it plays from its first bytes. FFmpeg reckons
 * where a segment begins in microseconds, so every time is put back to a whole frame.
 *
 * @param folder where the film goes
 * @param segments paths in that folder, plain in their letters
 */
export async function joinSegments(
  folder: string,
  segments: readonly string[],
  fps: number,
  out: string,
  signal?: AbortSignal,
): Promise<void> {
  await writeInto(join(folder, 'list.txt'), segments.map((name) => `file ${name}\n`).join(''))
  const whole = (time: string) => `round(${time}*TB*${fps})/(TB*${fps})`
  const times = `setts=pts=${whole('PTS')}:dts=${whole('DTS')}:duration=1/(TB*${fps})`
  const input = ['-f', 'concat', '-i', 'list.txt', '-c', 'copy', '-bsf:v', times]
  const output = ['-movflags', '+faststart', '-f', 'mp4', out]
  await runTool('ffmpeg', ['-v', 'error', '-xerror', '-y', ...input, ...output], { cwd: folder, signal })
}
