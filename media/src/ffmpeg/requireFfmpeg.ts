import { MediaError } from '../MediaError.ts'
import { installCommand } from './ffmpegMissing.ts'
import { majorVersion } from './majorVersion.ts'
import { runTool } from './runTool.ts'

export interface FfmpegTools {
  ffmpeg: string
  ffprobe: string
}

const OLDEST_MAJOR = 5

/**
 * Makes sure that FFmpeg 5 or later with its H.264 encoder is there.
 *
 * @param tools names or paths of the two programs, looked up on the PATH
 * @returns the version of ffmpeg as it names itself, such as `5.1.9-0+deb12u1`
 * @throws MediaError `ffmpegMissing` or `ffmpegTooOld`, whose hint says what to type on this machine
 */
export async function requireFfmpeg(tools: FfmpegTools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' }): Promise<string> {
  const [ffmpeg, ffprobe] = await Promise.all([
    runTool(tools.ffmpeg, ['-version']),
    runTool(tools.ffprobe, ['-version']),
  ])
  for (const banner of [ffmpeg, ffprobe]) {
    const version = versionOf(banner)
    if (majorVersion(version) < OLDEST_MAJOR) {
      throw new MediaError(
        'ffmpegTooOld',
        `FFmpeg ${version} is installed; ${OLDEST_MAJOR}.0 or later is needed.`,
        `Type: ${installCommand()} (and put the newer one first on the PATH).`,
      )
    }
  }
  // Its banner says what it was built with.
  if (!ffmpeg.includes('libx264')) {
    throw new MediaError(
      'ffmpegTooOld',
      'The FFmpeg that is installed has no H.264 encoder (libx264).',
      `Install a full build. Type: ${installCommand()}`,
    )
  }
  return versionOf(ffmpeg)
}

function versionOf(banner: string): string {
  return /^ff\w+ version (\S+)/.exec(banner)?.[1] ?? 'unknown'
}
