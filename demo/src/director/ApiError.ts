/** An error in the vendor's shape: `{type: "error", error: {type, message}, request_id}`. */
const STATUS = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  method_not_allowed: 405,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
} as const

export type ApiErrorType = keyof typeof STATUS

export class ApiError extends Error {
  readonly type: ApiErrorType

  constructor(type: ApiErrorType, message: string) {
    super(message)
    this.name = 'ApiError'
    this.type = type
  }

  body(requestId: string) {
    return { type: 'error', error: { type: this.type, message: this.message }, request_id: requestId }
  }

  /** The HTTP answer, with the status that belongs to the type. */
  response(requestId: string): Response {
    return Response.json(this.body(requestId), { status: STATUS[this.type], headers: { 'request-id': requestId } })
  }
}
