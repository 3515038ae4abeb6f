import { assetKey, type ContentType } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { type FileNote, fileNote } from '../files/fileNote.ts'
import { isProblemError, ProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { readFileHeaders } from './readFileHeaders.ts'
import { storeBody } from './storeBody.ts'

type Companion = {
  /** What it is called, by `companionOf`. */
  name: string
  contentType: ContentType
  mostBytes: number
  /** Asked before it is stored; null where what is there stays. Throws what speaks against it. */
  open(): Promise<FileNote | null>
  /** Told once it is stored. A refusal takes it away again: the shoot was deleted meanwhile. */
  confirm(): Promise<void>
}

/** Takes a file from the container that lies beside an asset's own, and is no version and no asset. Sent twice, it is the same. */
export async function receiveCompanion(c: Context<GatewayApp>, companion: Companion): Promise<void> {
  const { name, contentType, mostBytes, open, confirm } = companion
  const headers = readFileHeaders(c)
  if (headers.contentType !== contentType || headers.bytes > mostBytes) {
    throw new ProblemError('invalid_request', `This is wanted as ${contentType} of at most ${mostBytes} bytes.`)
  }
  const of = await open()
  if (of === null) {
    await c.req.raw.body?.cancel()
    return
  }
  const key = assetKey(name)
  const known = await c.env.STORAGE.head(key)
  if (known?.checksums.toJSON().sha256 === headers.sha256) await c.req.raw.body?.cancel()
  else await storeBody(c, key, headers, fileNote(of))
  await confirm().catch(async (error: unknown) => {
    if (isProblemError(error)) await c.env.STORAGE.delete(key)
    throw error
  })
}
