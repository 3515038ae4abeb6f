import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { frameRatios } from './frameRatio.ts'
import { resizeImages } from './resizeImages.ts'

const path = temporaryFolder()

/** A grey wall with a red dress far to the right. */
async function picture(name: string, width: number, height: number): Promise<string> {
  const dress = await sharp({ create: { width: height >> 2, height: height >> 1, channels: 3, background: '#d01030' } })
    .png()
    .toBuffer()
  const left = Math.round(width * 0.8)
  const wall = sharp({ create: { width, height, channels: 3, background: '#888888' } })
  await writeFile(
    path(name),
    await wall
      .composite([{ input: dress, left, top: height >> 2 }])
      .png()
      .toBuffer(),
  )
  return path(name)
}

/** Share of a picture's pixels that are the dress. */
async function redShare(file: string): Promise<number> {
  const { data } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let at = 0; at < data.length; at += 3) if ((data[at] ?? 0) > 180 && (data[at + 1] ?? 255) < 60) red++
  return (red * 3) / data.length
}

describe('resizeImages', () => {
  it.each(frameRatios)('brings pictures of different sizes to one even size of exactly %s', async (ratio) => {
    const files = [await picture('a.png', 301, 203), await picture('b.png', 260, 240)]
    for (const fit of ['crop', 'pad'] as const) {
      const frames = await resizeImages({ files, ratio, outDir: path(`out ${fit}`), fit })
      const sizes = await Promise.all(frames.map(async ({ file }) => sharp(file).metadata()))
      const [across = 0, down = 1] = ratio.split(':').map(Number)
      for (const [i, { format, width, height }] of sizes.entries()) {
        expect({ format, width, height }).toMatchObject({
          format: 'png',
          width: frames[0]?.width,
          height: frames[0]?.height,
        })
        expect([width % 2, height % 2, width * down]).toEqual([0, 0, height * across])
        expect(frames[i]?.index).toBe(i + 1)
      }
    }
  })

  it('keeps the subject when it crops and all of the picture when it pads', async () => {
    const files = [await picture('wide.png', 640, 240)]
    const whole = await redShare(path('wide.png'))
    const [crop] = await resizeImages({ files, ratio: '9:16', outDir: path('c') })
    const [pad] = await resizeImages({ files, ratio: '9:16', outDir: path('p'), fit: 'pad' })
    const inCrop = (await redShare(crop?.file ?? '')) * (crop?.width ?? 0) * (crop?.height ?? 0)
    const scale = (crop?.height ?? 0) / 240
    expect(inCrop).toBeGreaterThan(0.95 * whole * 640 * 240 * scale ** 2)
    expect((pad?.width ?? 0) >= 626).toBe(true)
  })

  it('refuses wrong use, what is no picture and what is too small', async () => {
    const files = [await picture('tiny.png', 20, 12)]
    const outDir = path('x')
    await expect(resizeImages({ files: [], ratio: '1:1', outDir })).rejects.toMatchObject({ code: 'wrongUse' })
    await expect(resizeImages({ files, ratio: '16:9', outDir })).rejects.toMatchObject({ code: 'unsupported' })
    await writeFile(path('text.png'), 'words')
    const text = resizeImages({ files: [path('text.png')], ratio: '1:1', outDir })
    await expect(text).rejects.toMatchObject({ code: 'notMedia', message: expect.stringContaining('text.png') })
  })
})
