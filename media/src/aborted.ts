import { MediaError } from './MediaError.ts'

/** The error for work that was told to stop. */
export function aborted(): MediaError {
  return new MediaError('aborted', 'Stopped before it was done.', 'Nothing was written; start again when you like.')
}
