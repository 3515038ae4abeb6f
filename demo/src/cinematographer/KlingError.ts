import { randomUUID } from 'node:crypto'

/** Kling's error codes and the HTTP status that each travels with. */
const httpStatus = {
  1000: 401,
  1001: 401,
  1002: 401,
  1003: 401,
  1004: 401,
  1100: 429,
  1101: 429,
  1102: 429,
  1103: 403,
  1200: 400,
  1201: 400,
  1202: 404,
  1203: 404,
  1300: 400,
  1301: 400,
  1302: 429,
  1303: 429,
  1304: 429,
  5000: 500,
  5001: 503,
  5002: 504,
} as const

type KlingCode = keyof typeof httpStatus
export const KLING_CODES = Object.keys(httpStatus).map(Number) as KlingCode[]

/** A refusal in Kling's own terms. */
export class KlingError extends Error {
  readonly code: KlingCode
  readonly status: (typeof httpStatus)[KlingCode]

  constructor(code: KlingCode, message: string) {
    super(message)
    this.name = 'KlingError'
    this.code = code
    this.status = httpStatus[code]
  }

  /** The HTTP answer. */
  response(): Response {
    const { code, message, status } = this
    return Response.json({ code, message, request_id: randomUUID() }, { status })
  }
}
