import { aborted } from '../aborted.ts'
import { MediaError } from '../MediaError.ts'
import { describePicture } from './describePicture.ts'
import type { MediaInfo } from './mediaInfo.ts'
import { openPicture } from './openPicture.ts'
import { describeClip } from './probeClip.ts'
import { describeSoundFile } from './probeSound.ts'
import { readStreams } from './readStreams.ts'

/**
 * Says what a file is, from reading it, not from its name: of a picture all pixels are decoded, of a clip or sound all
 * packets are read.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `damagedFile`, `unsupported` (HEIC), `tooLarge`, `ffmpegMissing`,
 *   `ffmpegFailed` (ffprobe says what is not understood) or `aborted`
 */
export async function probeMedia(file: string, signal?: AbortSignal): Promise<MediaInfo> {
  const picture = await openPicture(file).catch((error: unknown) => {
    if (error instanceof MediaError && error.code === 'notMedia') return undefined
    throw error
  })
  if (picture) {
    const info = await describePicture(file, picture)
    if (signal?.aborted) throw aborted()
    return info
  }
  const streams = await readStreams(file, signal)
  const describe = streams.video ? describeClip : describeSoundFile
  return (await describe(file, streams, signal)).info
}
