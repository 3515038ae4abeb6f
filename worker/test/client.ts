import {
  emptyView,
  type LoggedEvent,
  reduce,
  SessionEvent,
  type SessionView,
  UploadAnswer,
} from '@fashion-shoot/protocol'
import { createParser } from 'eventsource-parser'
import sharp from 'sharp'

/** Posts JSON. */
export async function post(url: string, body: unknown): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Reads server-sent events until the stream ends or `isEnough` holds, and leaves the stream then. */
export async function readEvents(
  response: Response,
  isEnough: (event: LoggedEvent) => boolean = () => false,
): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = []
  const parser = createParser({
    onEvent: ({ id, data }) => events.push({ seq: Number(id), event: SessionEvent.parse(JSON.parse(data)) }),
  })
  if (response.body === null) throw new Error(`No stream: ${response.status}`)
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const before = events.length
    parser.feed(text)
    if (events.slice(before).some(isEnough)) break
  }
  return events
}

/** The view that these events make. */
export function viewOf(events: LoggedEvent[]): SessionView {
  return events.reduce(reduce, emptyView)
}

/** A plain photo of this size in px. */
export async function photo(width: number, height: number, format: 'png' | 'jpeg' | 'webp' = 'png'): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return await sharp({ create: { width, height, channels: 3, background: '#7a5', noise } })
    .toFormat(format)
    .toBuffer()
}

/** Uploads files, with their names, roles and blurs. */
export async function upload(
  url: string,
  files: { bytes: Uint8Array; name: string; role?: string; thumbhash?: string }[],
): Promise<Response> {
  const form = new FormData()
  for (const { bytes, name, role, thumbhash } of files) {
    form.append('files', new File([new Uint8Array(bytes)], name))
    if (role !== undefined) form.append('roles', role)
    if (thumbhash !== undefined) form.append('thumbhashes', thumbhash)
  }
  return await fetch(`${url}/api/upload`, { method: 'POST', body: form })
}

/** Uploads one good photo and returns its id. */
export async function uploadOne(url: string): Promise<string> {
  const answer = UploadAnswer.parse(await (await upload(url, [{ bytes: await photo(300, 400), name: 'a.png' }])).json())
  return answer.assets[0]?.id ?? ''
}
