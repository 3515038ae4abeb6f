import { basename } from 'node:path'
import { MediaError } from '../MediaError.ts'

/**
 * The error for a file that begins like a picture, a clip or a sound and is broken further on.
 *
 * @param how what was found, in words that follow the file's name
 */
export function damagedFile(file: string, how: string, cause?: unknown): MediaError {
  return new MediaError('damagedFile', `${basename(file)} ${how}.`, 'Use another copy of it, or make it again.', {
    cause,
  })
}
