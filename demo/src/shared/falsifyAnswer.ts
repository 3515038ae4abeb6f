/** An answer that is not what it should be, after all has been done as it should. */
export type FalseAnswer =
  /** Every `url` in the answer's JSON is this one. */
  | { resultUrl: string }
  /** So many bytes come, of which the first are the real ones; their number is not announced. */
  | { bodyBytes: number }
  /** The content type stays, and the bytes are a web page. */
  | { disguised: true }

const CHUNK = 64 * 1024

export async function falsifyAnswer(response: Response, fault: FalseAnswer): Promise<Response> {
  const { status } = response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  if ('resultUrl' in fault) return Response.json(withUrl(await response.json(), fault.resultUrl), { status, headers })
  if ('disguised' in fault) return new Response('<!doctype html><title>Not here</title>', { status, headers })
  return new Response(swell(new Uint8Array(await response.arrayBuffer()), fault.bodyBytes), { status, headers })
}

function withUrl(value: unknown, url: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withUrl(entry, url))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([key, entry]) => [key, key === 'url' ? url : withUrl(entry, url)]))
}

/** Real bytes, then zeros, as fast as they are read. */
function swell(real: Uint8Array, bytes: number): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      const chunk = sent === 0 ? real.subarray(0, bytes) : new Uint8Array(Math.min(CHUNK, bytes - sent))
      controller.enqueue(chunk)
      sent += chunk.length
      if (sent >= bytes) controller.close()
    },
  })
}
