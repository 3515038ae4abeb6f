import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { decodingFailure } from '../ffmpeg/decodingFailure.ts'
import { ffmpegPath } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { damagedFile } from '../files/damagedFile.ts'
import { writeInto } from '../files/writeInto.ts'
import { MediaError } from '../MediaError.ts'
import { GRAPH, type RetimeCommand, WITNESS } from './retimeCommand.ts'
import { weightFrames } from './weightFrames.ts'

export interface RetimeClipOptions {
  file: string
  /** Of the file, as FFmpeg names it. */
  codec: string
  command: RetimeCommand
  /** The clip that the seam is with. */
  seamFile?: string | undefined
  /** An empty folder for the segment. */
  folder: string
  /** Output frames that it makes; FFmpeg may end well with fewer. */
  frames: number
  signal?: AbortSignal | undefined
  /** Gets the number of output frames that are encoded. */
  onFrames(frames: number): void
}

/** What FFmpeg says of a Matroska file that breaks off between two frames; to it that is no failure. */
const CUT_SHORT_WORDS = /ended prematurely/i
const UNDECODABLE = 'is damaged: it cannot be decoded to its last frame'

/**
 * Retimes one clip with one FFmpeg process. The weights go through its standard input as it needs them, so it does not outlive this
 * process: its input then breaks off.
 *
 * @throws MediaError that names the clip: `damagedFile` if it cannot be decoded to its last frame, `ffmpegFailed`,
 *   `ffmpegStopped`, `aborted`
 */
export async function retimeClip(options: RetimeClipOptions): Promise<void> {
  const { file, codec, command, seamFile, folder, frames, signal, onFrames } = options
  let encoded = 0
  const args = command.args(ffmpegPath(file), seamFile === undefined ? undefined : ffmpegPath(seamFile))
  const onLine = (line: string) => {
    const count = /^frame=(\d+)/.exec(line)?.[1]
    if (count === undefined) return
    encoded = Number(count)
    onFrames(encoded)
  }
  let isCutShort = false
  const onComplaint = (said: string) => {
    isCutShort = CUT_SHORT_WORDS.test(said)
  }
  await writeInto(join(folder, GRAPH), command.graph)
  const input = weightFrames(command.weights, command.seamWeights)
  try {
    await runTool('ffmpeg', args, { signal, cwd: folder, input, onLine, onComplaint })
  } catch (error) {
    throw decodingFailure(file, codec, UNDECODABLE, error)
  }
  const { size: witnessed } = await stat(join(folder, WITNESS))
  if (witnessed === 0 || isCutShort) throw damagedFile(file, UNDECODABLE)
  if (encoded === frames) return
  throw new MediaError(
    'ffmpegFailed',
    `${basename(file)} became ${encoded} frames instead of ${frames}.`,
    'Make that clip again, or re-encode it; the film was not written.',
  )
}
