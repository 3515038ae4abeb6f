import { readdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { previewClip, previewImage } from './previewMedia.ts'

const path = temporaryFolder()

describe('previews', () => {
  it('makes a WebP of a picture, upright and never enlarged', async () => {
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
    await writeFile(path('a.jpg'), await picture.withMetadata({ orientation: 6 }).jpeg().toBuffer())
    const small = await previewImage({ file: path('a.jpg'), out: path('a.webp'), width: 100 })
    expect(small).toEqual({ file: path('a.webp'), width: 100, height: 150 })
    expect(await sharp(small.file).metadata()).toMatchObject({ format: 'webp', width: 100, height: 150 })
    expect(await previewImage({ file: path('a.jpg'), out: path('b.webp'), width: 900 })).toMatchObject({ width: 200 })
    await expect(previewImage({ file: path('a.jpg'), out: path('c.webp'), width: 0 })).rejects.toMatchObject({
      code: 'wrongUse',
    })
  })

  it('makes a poster of a clip’s first frame, upright', async () => {
    await counterClip(path('clip.mp4'), { frames: 4 })
    await turnClip(path('clip.mp4'), path('-turned %d.mp4'))
    const poster = await previewClip({ file: path('-turned %d.mp4'), out: path('posters/p.webp'), width: 48 })
    expect(poster).toEqual({ file: path('posters/p.webp'), width: 48, height: 80 })
    // Frame 0 has no bit set: it is black.
    expect((await sharp(poster.file).stats()).channels[0]?.max).toBeLessThan(10)
    expect(await readdir(path('posters'))).toEqual(['p.webp'])
    await expect(previewClip({ file: path('none.mp4'), out: path('x.webp') })).rejects.toMatchObject({
      code: 'fileNotFound',
    })
  })
})
