import { type Asset, type ContentType, sniffType } from '@fashion-shoot/protocol'
import { inspectImage } from './inspectFile.ts'
import { inspectMp4, type ReadRange } from './inspectMp4.ts'

/** Enough for any header: an image's size can stand behind an embedded colour profile and preview. */
const HEADER_BYTES = 256 * 1024
/** Where a whole picture has its end, though a few bytes of somebody's may follow it. */
const TAIL_BYTES = 1024

/**
 * What a stored file is, read from the file itself. Throws when it is neither a picture nor a clip that we know, when it was cut
 * short, and what `read` throws.
 */
export async function inspectStored(
  read: ReadRange,
  bytes: number,
): Promise<Pick<Asset, 'contentType' | 'width' | 'height' | 'durationSeconds'>> {
  const header = await read(0, Math.min(bytes, HEADER_BYTES))
  const contentType = sniffType(header)
  if (contentType === 'video/mp4') return { contentType, ...(await inspectMp4(read, bytes)) }
  const facts = inspectImage(header, 'the result')
  const tail = await read(Math.max(0, bytes - TAIL_BYTES), Math.min(bytes, TAIL_BYTES))
  if (!hasItsEnd(facts.contentType, header, tail, bytes)) throw new Error('The picture is cut short.')
  return { ...facts, durationSeconds: null }
}

/** PNG ends with the chunk IEND, JPEG with the marker EOI; WebP states its length. */
function hasItsEnd(contentType: ContentType, header: Uint8Array, tail: Uint8Array, bytes: number): boolean {
  const end = tail.toHex()
  if (contentType === 'image/png') return end.includes('49454e44ae426082')
  if (contentType === 'image/jpeg') return end.includes('ffd9')
  return new DataView(header.buffer, header.byteOffset).getUint32(4, true) + 8 <= bytes
}
