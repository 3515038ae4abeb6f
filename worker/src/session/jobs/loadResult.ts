import { type Asset, assetKey, SNIFF_BYTES, slotFileName, sniffType } from '@fashion-shoot/protocol'
import { ByteSource } from '../../files/ByteSource.ts'
import { fileNote } from '../../files/fileNote.ts'
import { inspectStored } from '../../files/inspectStored.ts'
import { SourceError } from '../../files/SourceError.ts'
import { storeStream } from '../../files/storeStream.ts'
import { ProviderFailure } from '../../providers/Provider.ts'
import type { Work } from '../../providers/Work.ts'
import type { JobRecord } from './JobBook.ts'
import { ResultError } from './ResultError.ts'

export type LoadedResult = {
  assetId: string
  facts: Pick<Asset, 'contentType' | 'bytes' | 'sha256' | 'width' | 'height' | 'durationSeconds'>
}

type Shelf = { bucket: R2Bucket; owner: string; sessionId: string }

/** bytes; many times what a picture of 4K or a clip of ten seconds has */
const LIMIT_BYTES = 256 * 1024 * 1024

/**
 * The id of the asset that a job makes. Named after the job: a result that is stored a second time, because the object died
 * before the first was logged, takes the place of the first.
 */
export function resultId(jobId: string): string {
  return jobId.replace('job_', 'out_')
}

/**
 * Copies a job's result to the bucket as a stream, and reads from the file itself what it is: what the provider says of its kind
 * and length counts for nothing. Throws a ResultError where the result is to blame, any other error where the bucket is.
 */
export async function loadResult(
  { bucket, owner, sessionId }: Shelf,
  job: JobRecord,
  url: string,
  work: Work,
): Promise<LoadedResult> {
  const assetId = resultId(job.id)
  const key = assetKey(assetId)
  const { source, length } = await open(work, url)
  try {
    const contentType = sniffType(await source.peek(SNIFF_BYTES))
    const wanted = job.request.kind === 'clip' ? 'video/' : 'image/'
    if (contentType?.startsWith(wanted) !== true) {
      await source.close()
      throw new ResultError('unusable', `The result is ${contentType ?? 'nothing that we know'}.`)
    }
    const note = fileNote({ owner, sessionId, fileName: slotFileName(job.request.slot, contentType) })
    const options = { httpMetadata: { contentType }, customMetadata: note }
    const stored = await storeStream(bucket, key, source, length, options)
    const facts = await inspect(bucket, key, stored.bytes)
    return { assetId, facts: { ...facts, ...stored } }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new ResultError(error.kind === 'cut' ? 'missing' : 'too_large', error.message, { cause: error })
  }
}

/** The result's body, and its length in bytes where the sender has stated it. */
async function open(work: Work, url: string): Promise<{ source: ByteSource; length: number | null }> {
  const response = await work.download(url).catch((cause: unknown) => {
    if (cause instanceof ProviderFailure) throw cause
    throw new ResultError('missing', 'The result cannot be reached.', { cause })
  })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw new ResultError('missing', `The result's address answers with status ${response.status}.`)
  }
  const stated = Number(response.headers.get('content-length'))
  // Of a body that was packed on its way, the length is that of the packet.
  const isPacked = response.headers.has('content-encoding')
  const length = stated > 0 && !isPacked ? stated : null
  if (length !== null && length > LIMIT_BYTES) {
    await response.body.cancel()
    throw new ResultError('too_large', `The result has ${length} bytes.`)
  }
  return { source: new ByteSource(response.body, LIMIT_BYTES), length }
}

async function inspect(bucket: R2Bucket, key: string, bytes: number): ReturnType<typeof inspectStored> {
  let bucketError: unknown
  const read = async (offset: number, length: number) => {
    try {
      const object = await bucket.get(key, { range: { offset, length } })
      if (object === null) throw new Error(`${key} is not in the bucket.`)
      return new Uint8Array(await object.arrayBuffer())
    } catch (error) {
      bucketError = error
      throw error
    }
  }
  try {
    return await inspectStored(read, bytes)
  } catch (cause) {
    if (bucketError !== undefined) throw bucketError
    await bucket.delete(key)
    throw new ResultError('unusable', 'The result is damaged.', { cause })
  }
}
