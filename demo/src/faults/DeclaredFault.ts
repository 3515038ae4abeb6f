import { z } from 'zod'

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
