import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { previewClip, previewImage } from '../../media/src/index.ts'
import { PREVIEW, type Slot } from '../../protocol/src/index.ts'
import type { FileUpload, Preview } from '../../sandbox/src/gateway/createGatewayClient.ts'
import { fixtureClip } from './fixtureClip.ts'

export type MadeFile = Pick<FileUpload, 'bytes' | 'contentType' | 'width' | 'height' | 'durationSeconds'> & {
  preview: Preview
}

const SAMPLE = join(import.meta.dirname, '../../samples/location.jpg')
/** px, as the image service makes them at 2K, and the sheet of six */
const PICTURE = { width: 2528, height: 1696 }
const SHEET = { width: 3168, height: 1344 }
/** px and s */
const CLIP = { width: 1248, height: 832, durationSeconds: 5 }

let clip: Promise<MadeFile> | undefined

/** A picture in a colour of its own for each number, or the clip that stands in for all; each with the preview that the container makes. */
export async function makeFile(slot: Slot, number: number): Promise<MadeFile> {
  if (slot === 'film' || slot.startsWith('clip_')) {
    clip ??= makeClip()
    return await clip
  }
  const size = slot === 'contact_sheet' ? SHEET : PICTURE
  const turned = sharp(SAMPLE).modulate({ hue: (number * 47) % 360 })
  const bytes = await turned
    .resize({ ...size, fit: 'cover' })
    .jpeg()
    .toBuffer()
  return { bytes: new Uint8Array(bytes), contentType: 'image/jpeg', ...size, preview: await previewOf(bytes, size) }
}

async function makeClip(): Promise<MadeFile> {
  const bytes = await fixtureClip()
  return { bytes: new Uint8Array(bytes), contentType: 'video/mp4', ...CLIP, preview: await previewOf(bytes, CLIP) }
}

/** The small picture of a picture or a clip of this size, px. */
export async function previewOf(bytes: Uint8Array, size: { width: number; height: number }): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  try {
    const [file, out] = [join(folder, 'file'), join(folder, 'preview.webp')]
    await writeFile(file, bytes)
    const isClip = Buffer.from(bytes.subarray(4, 8)).toString() === 'ftyp'
    const width = Math.round(Math.min(size.width, (PREVIEW.side * size.width) / Math.max(size.width, size.height)))
    const { thumbHash } = await (isClip ? previewClip : previewImage)({ file, out, width })
    return { bytes: new Uint8Array(await readFile(out)), thumbhash: thumbHash }
  } finally {
    await rm(folder, { recursive: true })
  }
}
