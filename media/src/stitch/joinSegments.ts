import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool } from '../ffmpeg/runTool.ts'

/**
 * Joins segments of the same encoding into one MP4 by copy, its index first so that it plays from its first bytes.
 *
 * @param folder where the segments are and the film goes; the names in it are plain
 */
export async function joinSegments(folder: string, segments: readonly string[], out: string, signal?: AbortSignal) {
  await writeFile(join(folder, 'list.txt'), segments.map((name) => `file ${name}\n`).join(''))
  const input = ['-f', 'concat', '-i', 'list.txt', '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', out]
  await runTool('ffmpeg', ['-v', 'error', '-xerror', '-y', ...input], { cwd: folder, signal })
}
