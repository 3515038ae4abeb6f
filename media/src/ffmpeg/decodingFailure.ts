import { basename } from 'node:path'
import type { ExecaError } from 'execa'
import { damagedFile } from '../files/damagedFile.ts'
import { MediaError } from '../MediaError.ts'

/** How FFmpeg speaks of a stream that it cannot decode, apart from what it says under the decoder's name; with decoded data it means its filters. */
const DECODER_WORDS =
  /decod(?!ed data)|corrupt|missing picture|unavailable for requested|Invalid (data|NAL)|bytestream|mmco|reference/i
/** Its decoders complain too when memory runs out, and that may be said before much else. */
const MEMORY_WORDS = /Cannot allocate memory|alloc\w*\b.* failed/i

/**
 * What FFmpeg's failure to go through a file means: damage, where its decoder says so, or something else, which the file is named for.
 *
 * @param codec that the file is in, as FFmpeg names it: each line of a decoder begins with its name
 * @param how what damage is found, in words that follow the file's name
 * @param error what {@link runTool} threw
 */
export function decodingFailure(file: string, codec: string, how: string, error: unknown): unknown {
  if (!(error instanceof MediaError) || error.code !== 'ffmpegFailed') return error
  const { stderr } = error.cause as ExecaError
  const isOfDecoder = DECODER_WORDS.test(error.message) || new RegExp(`\\[(dec:)?${codec}\\w* @`).test(error.message)
  const isDamaged = isOfDecoder && !MEMORY_WORDS.test(String(stderr ?? ''))
  if (isDamaged) return damagedFile(file, how, error)
  return new MediaError(error.code, `${basename(file)}: ${error.message}`, error.hint, { cause: error })
}
