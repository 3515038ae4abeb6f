import { z } from 'zod'
import { KLING_CODES } from '../cinematographer/KlingError.ts'
import { MODEL_ERROR_TYPES } from '../photographer/ModelError.ts'
import { REQUEST_ERROR_TYPES } from '../photographer/requestError.ts'
import { WEBHOOK_FLAWS } from '../photographer/Webhooks.ts'

/** What a request to a demo server asks for, by the server's name and the provider's own call. */
export const ROUTES = [
  'director.messages',
  'images.upload',
  'images.submit',
  'images.status',
  'images.result',
  'images.cancel',
  'images.file',
  'clips.submit',
  'clips.status',
  'clips.file',
] as const
export type Route = (typeof ROUTES)[number]

/** On which routes a kind makes sense; on all where it is not listed. */
const ONLY: Partial<Record<Kind['kind'], readonly Route[]>> = {
  lost: ['images.submit', 'clips.submit'],
  policy: ['images.submit', 'clips.submit'],
  stall: ['images.submit', 'clips.submit'],
  cut: ['director.messages', 'images.file', 'clips.file'],
  model_error: ['images.submit'],
  request_error: ['images.submit'],
  webhook: ['images.submit'],
  locked: ['images.upload', 'images.submit', 'images.status', 'images.result', 'images.cancel'],
  code: ['clips.submit', 'clips.status'],
  task_failed: ['clips.submit'],
  result_url: ['images.result', 'clips.status'],
  redirect: ['images.file', 'clips.file'],
  oversize: ['images.file', 'clips.file'],
  disguise: ['images.file', 'clips.file'],
}

const Kind = z.discriminatedUnion('kind', [
  /** The connection is cut before anything is done: the server is down. */
  z.strictObject({ kind: z.literal('refuse') }),
  /** The answer comes `ms` later. */
  z.strictObject({ kind: z.literal('slow'), ms: z.int().positive() }),
  /** An error in the provider's own shape in place of the answer; nothing is done. `retryAfter` in s. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(404), z.literal(429), z.literal(500), z.literal(503)]),
    retryAfter: z.int().positive().optional(),
  }),
  /** All is done, and the connection is cut before the answer. */
  z.strictObject({ kind: z.literal('lost') }),
  /** The body breaks off: after so many events of a stream, or so many bytes of a file. */
  z.strictObject({ kind: z.literal('cut'), after: z.int().nonnegative() }),
  /** The order is taken, and fails later because of its content. */
  z.strictObject({ kind: z.literal('policy') }),
  /** The order is taken, and never ends. */
  z.strictObject({ kind: z.literal('stall') }),
  /** fal takes the order, and the model fails with a 422; nothing else is made, and it may be charged all the same. */
  z.strictObject({
    kind: z.literal('model_error'),
    type: z.enum(MODEL_ERROR_TYPES),
    charged: z.boolean().default(false),
  }),
  /** fal takes the order, and its own machinery fails. */
  z.strictObject({ kind: z.literal('request_error'), type: z.enum(REQUEST_ERROR_TYPES) }),
  /** fal reports the end of the order with a wrong signature, one of ten minutes ago, or twice. */
  z.strictObject({ kind: z.literal('webhook'), flaw: z.enum(WEBHOOK_FLAWS) }),
  /** fal's answer to an account that has used up its balance. */
  z.strictObject({ kind: z.literal('locked') }),
  /** One of Kling's errors, with its own HTTP status, in place of the answer. */
  z.strictObject({ kind: z.literal('code'), code: z.literal(KLING_CODES) }),
  /** Kling takes the order, and the task fails with this message. */
  z.strictObject({ kind: z.literal('task_failed'), message: z.string().min(1) }),
  /** The result has this URL, for example on a foreign host. */
  z.strictObject({ kind: z.literal('result_url'), url: z.url() }),
  /** The file is elsewhere, says its host. */
  z.strictObject({ kind: z.literal('redirect'), to: z.url() }),
  /** The file has so many bytes, whatever was announced. */
  z.strictObject({ kind: z.literal('oversize'), bytes: z.int().positive() }),
  /** The file is a web page, whatever its content type says. */
  z.strictObject({ kind: z.literal('disguise') }),
])
export type Kind = z.infer<typeof Kind>

/** What shall go wrong with the requests of one route: with `times` of them, after the first `skip` have passed. */
export const DeclaredFault = z
  .strictObject({
    route: z.enum(ROUTES),
    skip: z.int().nonnegative().default(0),
    times: z.int().positive().default(1),
    fault: Kind,
  })
  .refine(({ route, fault }) => ONLY[fault.kind]?.includes(route) ?? true, {
    path: ['fault', 'kind'],
    error: 'makes no sense on this route',
  })
export type DeclaredFault = z.output<typeof DeclaredFault>
