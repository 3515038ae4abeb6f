import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { previewImage } from './previewImage.ts'

const path = temporaryFolder()

describe('previewImage', () => {
  it('makes a WebP, upright and never enlarged', async () => {
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
    await writeFile(path('a.jpg'), await picture.withMetadata({ orientation: 6 }).jpeg().toBuffer())
    const small = await previewImage({ file: path('a.jpg'), out: path('a.webp'), width: 100 })
    expect(small).toMatchObject({ file: path('a.webp'), width: 100, height: 150 })
    expect(await sharp(small.file).metadata()).toMatchObject({ format: 'webp', width: 100, height: 150 })
    expect(await previewImage({ file: path('a.jpg'), out: path('b.webp'), width: 900 })).toMatchObject({ width: 200 })
    await expect(previewImage({ file: path('a.jpg'), out: path('c.webp'), width: 0 })).rejects.toMatchObject({
      code: 'wrongUse',
    })
    await expect(previewImage({ file: path('a.jpg'), out: path('a.jpg') })).rejects.toMatchObject({ code: 'wrongUse' })
  })

  it('makes a tiny blur that knows colour, ratio and transparency', async () => {
    const [opaque, clear] = [
      { r: 200, g: 60, b: 30, alpha: 1 },
      { r: 200, g: 60, b: 30, alpha: 0.25 },
    ]
    for (const background of [opaque, clear]) {
      const picture = sharp({ create: { width: 400, height: 100, channels: 4, background } })
      await writeFile(path('p.png'), await picture.png().toBuffer())
      const { thumbHash } = await previewImage({ file: path('p.png'), out: path('p.webp') })
      const bytes = Buffer.from(thumbHash, 'base64')
      expect(bytes.length).toBeLessThan(30)
      const { r, g, b, a } = thumbHashToAverageRGBA(bytes)
      for (const [found, wanted] of [
        [r, 200 / 255],
        [g, 60 / 255],
        [b, 30 / 255],
        [a, background.alpha],
      ] as const) {
        expect(Math.abs(found - wanted)).toBeLessThan(0.08)
      }
      expect(thumbHashToApproximateAspectRatio(bytes)).toBeGreaterThan(2)
    }
  })

  it('bounds a picture that is higher than a WebP can be', async () => {
    await writeFile(
      path('high.png'),
      await sharp({ create: { width: 4, height: 30_000, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    )
    expect(await previewImage({ file: path('high.png'), out: path('high.webp') })).toMatchObject({ height: 16_383 })
  })
})
