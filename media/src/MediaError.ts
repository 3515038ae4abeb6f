/** Stable names of what can go wrong; programs switch over these, people read `message` and `hint`. */
export type MediaErrorCode =
  | 'aborted'
  | 'cannotWrite'
  | 'damagedFile'
  | 'ffmpegFailed'
  | 'ffmpegMissing'
  | 'ffmpegStopped'
  | 'ffmpegTooOld'
  | 'fileNotFound'
  | 'notAGrid'
  | 'notMedia'
  | 'tooLarge'
  | 'unsupported'
  | 'wrongUse'

/** The one error that this package throws: what happened (`message`) and what to do next (`hint`). */
export class MediaError extends Error {
  readonly code: MediaErrorCode
  readonly hint: string

  constructor(code: MediaErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MediaError'
    this.code = code
    this.hint = hint
  }
}
