/** A failure that the model itself reports: replayed by the queue as 422 with fal's list of details. */
export type ModelErrorDetail = {
  loc: (string | number)[]
  msg: string
  type: string
  ctx?: Record<string, unknown>
  url?: string
  input?: unknown
}

const MESSAGES = {
  content_policy_violation:
    'The content could not be processed because it contained material flagged by a content checker.',
  no_media_generated: 'The model generated no media for this prompt. Try again, or rephrase the prompt.',
  file_download_error: 'Failed to download the file. Check that the URL is reachable and public.',
  image_load_error: 'Failed to load the image. Check that the file is a valid, undamaged picture.',
  image_too_small: 'The image is too small.',
  image_too_large: 'The image is too large.',
  generation_timeout: 'The generation took too long.',
  downstream_service_error: 'A service that the model depends on failed.',
} as const

export type ModelErrorType = keyof typeof MESSAGES
export const MODEL_ERROR_TYPES = Object.keys(MESSAGES) as [ModelErrorType, ...ModelErrorType[]]

export class ModelError extends Error {
  readonly details: ModelErrorDetail[]

  constructor(details: ModelErrorDetail[]) {
    super(details.map((detail) => `${detail.loc.join('.')}: ${detail.msg}`).join('; '))
    this.name = 'ModelError'
    this.details = details
  }

  /** A failure of one of the documented kinds, at one place of the body. */
  static of(
    type: ModelErrorType,
    loc: (string | number)[],
    rest: Pick<ModelErrorDetail, 'ctx' | 'input'> = {},
  ): ModelError {
    return new ModelError([{ loc, msg: MESSAGES[type], type, url: `https://docs.fal.ai/errors#${type}`, ...rest }])
  }
}
