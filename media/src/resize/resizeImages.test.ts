import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { fashionFrame } from '../../test/frames/fashionFrame.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import type { Box } from '../geometry/Box.ts'
import { frameRatios } from '../geometry/frameRatio.ts'
import { resizeImages } from './resizeImages.ts'

const path = temporaryFolder()

/** A grey wall with a red dress far to the right. */
async function picture(width: number, height: number): Promise<Sharp> {
  const dress = await sharp({ create: { width: height >> 2, height: height >> 1, channels: 3, background: '#d01030' } })
    .png()
    .toBuffer()
  const wall = sharp({ create: { width, height, channels: 3, background: '#888888' } })
  const left = Math.round(width * 0.75)
  return sharp(
    await wall
      .composite([{ input: dress, left, top: height >> 2 }])
      .png()
      .toBuffer(),
  )
}

async function save(name: string, bytes: Sharp | Promise<Sharp>): Promise<string> {
  await writeFile(path(name), await (await bytes).toBuffer())
  return path(name)
}

/** How many of a picture's pixels are the dress. */
async function redPixels(file: string): Promise<number> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let at = 0; at < data.length; at += info.channels) {
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 70 && (data[at + 2] ?? 255) < 90) red++
  }
  return red
}

const holds = (window: Box, head: Box) =>
  head.left >= window.left - 1 &&
  head.top >= window.top - 1 &&
  head.left + head.width <= window.left + window.width + 1 &&
  head.top + head.height <= window.top + window.height + 1

describe('resizeImages', () => {
  it.each(frameRatios)('brings pictures of different odd sizes to one even size of exactly %s', async (ratio) => {
    const files = [await save('a.png', picture(301, 203)), await save('b.png', picture(259, 241))]
    const [across = 0, down = 1] = ratio.split(':').map(Number)
    for (const fit of ['crop', 'pad'] as const) {
      const frames = await resizeImages({ files, ratio, outDir: path(`out ${fit}`), fit })
      expect(frames.map(({ index }) => index)).toEqual([1, 2])
      const [{ width, height } = { width: 0, height: 0 }] = frames
      expect([width % 2, height % 2, width * down]).toEqual([0, 0, height * across])
      for (const { file } of frames) {
        expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width, height })
      }
    }
  })

  it('keeps the head whole, wherever somebody is, far oftener than the middle does', async () => {
    const kept = { subject: 0, middle: 0, all: 0 }
    for (let seed = 5001; seed <= 5020; seed++) {
      const { bytes, head } = await fashionFrame(seed, 480, 320)
      await writeFile(path('frame.png'), bytes)
      const [frame] = await resizeImages({ files: [path('frame.png')], ratio: '9:16', outDir: path('heads') })
      if (!frame || head.width > frame.window.width) continue
      kept.all++
      if (holds(frame.window, head)) kept.subject++
      if (holds({ ...frame.window, left: (480 - frame.window.width) >> 1 }, head)) kept.middle++
    }
    expect(kept.subject / kept.all).toBeGreaterThan(0.75)
    expect(kept.middle / kept.all).toBeLessThan(0.4)
  })

  it('believes places that agree on a head rather than a likelier one that stands alone', async () => {
    const { bytes, head } = await fashionFrame(7057, 720, 480)
    await writeFile(path('stray.png'), bytes)
    const [frame] = await resizeImages({ files: [path('stray.png')], ratio: '9:16', outDir: path('stray') })
    expect(frame && holds(frame.window, head)).toBe(true)
  })

  it('takes pixels as they are where no picture has to be smaller', async () => {
    const file = await save('exact.png', picture(361, 241))
    const [frame] = await resizeImages({ files: [file], ratio: '1:1', outDir: path('exact') })
    const { left, top, width, height } = frame?.window ?? { left: 0, top: 0, width: 0, height: 0 }
    expect([width, height]).toEqual([frame?.width, frame?.height])
    const part = sharp(file).extract({ left, top, width, height }).raw()
    expect((await part.toBuffer()).equals(await sharp(frame?.file).raw().toBuffer())).toBe(true)
  })

  it('keeps the subject when it crops, and all of the picture before a blur of it when it pads', async () => {
    const file = await save('wide.png', picture(640, 240))
    const whole = await redPixels(file)
    const [crop] = await resizeImages({ files: [file], ratio: '9:16', outDir: path('c') })
    expect(await redPixels(crop?.file ?? '')).toBeGreaterThan(0.95 * whole * ((crop?.height ?? 0) / 240) ** 2)
    const [pad] = await resizeImages({ files: [file], ratio: '9:16', outDir: path('p'), fit: 'pad' })
    expect(pad).toMatchObject({ window: { left: 0, top: 0, width: 640, height: 240 } })
    expect(await redPixels(pad?.file ?? '')).toBeGreaterThan(0.95 * whole)
    expect(pad?.width).toBeGreaterThanOrEqual(630)
    const { channels } = await sharp(
      await sharp(pad?.file).extract({ left: 0, top: 0, width: 630, height: 200 }).toBuffer(),
    ).stats()
    expect(channels.map(({ min }) => min > 0)).toEqual([true, true, true])
  })

  it('takes pictures of every kind to upright sRGB of 8 bits', async () => {
    const wide = await picture(300, 200)
    const files = [
      await save('turned.jpg', wide.clone().rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 })),
      await save('clear.png', wide.clone().ensureAlpha(0.5).png()),
      await save('print.jpg', wide.clone().toColourspace('cmyk').jpeg({ quality: 95 })),
      await save('deep.png', wide.clone().toColourspace('rgb16').png()),
      await save('grey.png', wide.clone().toColourspace('b-w').png()),
      await save('palette.png', wide.clone().png({ palette: true, colours: 8 })),
      await save('modern.webp', wide.clone().webp({ lossless: true })),
    ]
    for (const fit of ['crop', 'pad'] as const) {
      const frames = await resizeImages({ files, ratio: '2:3', outDir: path('kinds'), fit })
      for (const [i, { file, width, height }] of frames.entries()) {
        const read = await sharp(file).metadata()
        expect(read, files[i]).toMatchObject({ format: 'png', width, height, depth: 'uchar', space: 'srgb' })
        if (files[i]?.endsWith('grey.png')) continue
        const dress = 50 * 100 * (fit === 'crop' ? (height / 200) ** 2 : 1)
        if (!files[i]?.endsWith('clear.png')) expect(await redPixels(file), files[i]).toBeGreaterThan(0.85 * dress)
      }
    }
  })

  it('refuses wrong use, what is no picture and what is too small or damaged, in words that name it', async () => {
    const outDir = path('x')
    await expect(resizeImages({ files: [], ratio: '1:1', outDir })).rejects.toMatchObject({ code: 'wrongUse' })
    const tiny = resizeImages({ files: [await save('tiny.png', picture(80, 60))], ratio: '16:9', outDir })
    await expect(tiny).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(/tiny.png.*80×60/) })
    await writeFile(path('text.png'), 'words')
    const text = resizeImages({ files: [path('text.png')], ratio: '1:1', outDir })
    await expect(text).rejects.toMatchObject({ code: 'notMedia', message: expect.stringContaining('text.png') })
    const jpeg = await (await picture(400, 300)).jpeg().toBuffer()
    await writeFile(path('cut.jpg'), jpeg.subarray(0, jpeg.length >> 1))
    const cut = resizeImages({ files: [path('cut.jpg')], ratio: '1:1', outDir })
    await expect(cut).rejects.toMatchObject({ code: 'damagedFile', message: expect.stringContaining('cut.jpg') })
  })

  it('writes all of them or none, and never in place of one that it reads', async () => {
    const [good, cut] = [await save('good.png', picture(200, 160)), path('late.jpg')]
    const jpeg = await (await picture(400, 300)).jpeg().toBuffer()
    await writeFile(cut, jpeg.subarray(0, jpeg.length >> 1))
    const late = resizeImages({ files: [good, good, good, cut], ratio: '1:1', outDir: path('set/deep') })
    await expect(late).rejects.toMatchObject({ code: 'damagedFile' })
    const stopped = { files: [good], ratio: '1:1', outDir: path('set'), signal: AbortSignal.abort() } as const
    await expect(resizeImages(stopped)).rejects.toMatchObject({ code: 'aborted' })
    expect(await readdir(path())).not.toContain('set')

    await mkdir(path('again'))
    const files = ['frame-2-1x1.png', 'frame-1-1x1.png'].map((name) => path(`again/${name}`))
    for (const file of files) await writeFile(file, await readFile(good))
    const over = resizeImages({ files, ratio: '1:1', outDir: path('again') })
    await expect(over).rejects.toMatchObject({
      code: 'wrongUse',
      message: expect.stringContaining('one of the inputs'),
    })
    expect(await Promise.all(files.map((file) => sharp(file).metadata()))).toMatchObject([
      { width: 200 },
      { width: 200 },
    ])
  })

  it('makes no gigantic frame of a long picture', async () => {
    const file = await save('long.png', picture(6000, 100))
    const [pad] = await resizeImages({ files: [file], ratio: '9:16', outDir: path('long'), fit: 'pad' })
    expect(pad?.height).toBeLessThanOrEqual(8192)
    const { width, height } = await sharp(pad?.file).metadata()
    expect([width, height]).toEqual([pad?.width, pad?.height])
  })
})
