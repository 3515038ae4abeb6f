import { get, type IncomingMessage, request } from 'node:http'

export type Followed = {
  /** From when each paced token was let out until it was read here, ms. */
  delays: number[]
  events: number
  /** Number of the last event. */
  lastSeq: number
  bytes: number
}

/**
 * Opens a stream of events, by POST where there is a body. Resolves with its first bytes: how long they took, in ms, and the rest.
 */
export async function openStream(
  url: string,
  body?: unknown,
): Promise<{ firstByteMs: number; response: IncomingMessage; first: Buffer }> {
  const begin = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const text = body === undefined ? '' : JSON.stringify(body)
  const call =
    body === undefined
      ? get(url, { agent: false }, resolve)
      : request(
          url,
          {
            method: 'POST',
            agent: false,
            headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
          },
          resolve,
        )
  call.on('error', reject)
  if (body !== undefined) call.end(text)
  const response = await promise
  const first = await new Promise<Buffer>((heard) => response.once('data', heard))
  return { firstByteMs: performance.now() - begin, response, first }
}

/** Reads a stream of events, begun by POST where there is a body, to the event for which `isLast` holds, and leaves it. */
export async function followStream(url: string, isLast: (data: string) => boolean, body?: unknown): Promise<Followed> {
  const { response, first } = await openStream(url, body)
  const followed: Followed = { delays: [], events: 0, lastSeq: 0, bytes: first.length }
  let rest = ''
  const take = (text: string): boolean => {
    const now = process.hrtime.bigint()
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const at = frame.indexOf('\ndata: ')
      if (at === -1) continue
      const data = frame.slice(at + '\ndata: '.length)
      followed.events += 1
      followed.lastSeq = Number(/^id: (\d+)/.exec(frame)?.[1])
      const stamp = /"text":"(\d+) "/.exec(data)?.[1]
      if (stamp !== undefined) followed.delays.push(Number(now - BigInt(stamp) * 1000n) / 1e6)
      if (isLast(data)) return true
    }
    return false
  }
  let isOver = take(first.toString())
  response.setEncoding('utf8')
  const chunks = response[Symbol.asyncIterator]()
  while (!isOver) {
    const { done, value } = await chunks.next()
    if (done) break
    followed.bytes += value.length
    isOver = take(value)
  }
  response.destroy()
  return followed
}

/** True for the event that ends a turn. */
export function endsTurn(data: string): boolean {
  return data.startsWith('{"type":"complete"')
}
