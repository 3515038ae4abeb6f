import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIP_QUALITY } from '../cinematographer/clipQuality.ts'
import { renderClip } from '../cinematographer/renderClip.ts'
import type { Speed } from '../shared/speed.ts'
import type { FileStore } from './FileStore.ts'
import type { LoadedPicture } from './loadPictures.ts'
import type { ClipOrder, MadeFile } from './models/Order.ts'

/** Films the clip of an order with the cinematographer's camera, and stores it. @throws when the signal aborts */
export async function makeClip(
  order: ClipOrder,
  [first, tail]: LoadedPicture[],
  speed: Speed,
  files: FileStore,
  signal: AbortSignal,
): Promise<MadeFile> {
  if (!first) throw new Error('A clip has no first frame.')
  const { longSide, preset } = CLIP_QUALITY[speed]
  const file = join(tmpdir(), `photographer-${randomUUID()}.mp4`)
  try {
    await renderClip({
      first: first.bytes,
      tail: tail?.bytes,
      prompt: order.prompt,
      seconds: order.seconds,
      longSide: longSide.pro,
      preset,
      sound: order.sound,
      file,
      signal,
    })
    const bytes = await readFile(file)
    const content_type = 'video/mp4'
    const file_name = 'output.mp4'
    return { url: await files.add(bytes, content_type, file_name), content_type, file_name, file_size: bytes.length }
  } finally {
    await rm(file, { force: true })
  }
}
