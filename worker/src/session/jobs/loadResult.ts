import { type Asset, assetKey, slotFileName } from '@fashion-shoot/protocol'
import { fileNote } from '../../files/fileNote.ts'
import { inspectStored } from '../../files/inspectStored.ts'
import { storeStream } from '../../files/storeStream.ts'
import type { Work } from '../../providers/Work.ts'
import type { JobRecord } from './JobBook.ts'

export type LoadedResult = {
  assetId: string
  facts: Pick<Asset, 'contentType' | 'bytes' | 'sha256' | 'width' | 'height' | 'durationSeconds'>
}

type Shelf = { bucket: R2Bucket; owner: string }

/**
 * Copies a job's result to the bucket as a stream, and reads from there what it is. Returns `missing` when the provider's file
 * cannot be had, and `unusable` when it is neither picture nor clip. Throws when it breaks off on the way.
 */
export async function loadResult(
  { bucket, owner }: Shelf,
  { id, request }: JobRecord,
  url: string,
  work: Work,
): Promise<LoadedResult | 'missing' | 'unusable'> {
  const response = await work.download(url)
  const length = Number(response.headers.get('content-length'))
  if (!response.ok || response.body === null || !(length > 0)) return 'missing'
  // Named after the job: loaded a second time, it takes the place of the first.
  const assetId = id.replace('job_', 'out_')
  const contentType = response.headers.get('content-type')?.split(';')[0] ?? ''
  const fileName = slotFileName(request.slot, request.kind === 'image' ? 'image/png' : 'video/mp4')
  const note = fileNote({ owner, fileName })
  const stored = await storeStream(bucket, assetKey(assetId), response.body, length, contentType, note)
  const facts = await inspectStored(bucket, assetKey(assetId), stored.bytes).catch(() => null)
  if (facts !== null) return { assetId, facts: { ...facts, ...stored } }
  await bucket.delete(assetKey(assetId))
  return 'unusable'
}
