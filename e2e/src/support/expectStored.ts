import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect } from 'vitest'
import type { Asset, createClient } from './client.ts'

/** Fails unless every file is served whole and is what its asset says: hash, size, format, px. Frames are PNGs. */
export async function expectStored(
  client: Pick<ReturnType<typeof createClient>, 'media'>,
  assets: Asset[],
): Promise<void> {
  for (const asset of assets) {
    const file = await client.media(asset.id)
    expect(createHash('sha256').update(file).digest('hex')).toBe(asset.sha256)
    expect(file.length).toBe(asset.bytes)
    if (asset.contentType === 'video/mp4') continue
    const { format, width, height } = await sharp(file).metadata()
    expect([`image/${format}`, width, height]).toEqual([asset.contentType, asset.width, asset.height])
    if (asset.slot?.startsWith('frame_')) expect(format).toBe('png')
  }
}
