import { readdir, stat, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { fitPictures } from './fitPictures.ts'

const path = temporaryFolder()
const limits = { bytes: 40_000, shorterSide: 100, longerSide: 400 }

/** Noise, which no encoder makes small, or a plain wall. */
async function save(name: string, width: number, height: number, kind: 'noise' | 'plain' = 'plain'): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const create = { width, height, channels: 3, background: '#884422', ...(kind === 'noise' && { noise }) } as const
  await writeFile(path(name), await sharp({ create }).png().toBuffer())
  return path(name)
}

async function sizes(files: readonly string[]): Promise<[number, number][]> {
  const read = await Promise.all(files.map((file) => sharp(file).metadata()))
  expect(read).toEqual(read.map(() => expect.objectContaining({ format: 'jpeg', chromaSubsampling: '4:4:4' })))
  return read.map(({ width, height }) => [width, height])
}

describe('fitPictures', () => {
  it('makes all of them as small as the heaviest has to be, and no smaller', async () => {
    const files = [await save('plain.png', 300, 200), await save('noise.png', 300, 200, 'noise')]
    const outs = await fitPictures({ files, outDir: path('heavy'), size: { width: 300, height: 200 }, limits })
    const [plain, noise] = await sizes(outs)
    expect(plain).toEqual(noise)
    const { size } = await stat(outs[1] ?? '')
    expect(size).toBeLessThanOrEqual(limits.bytes)
    expect(size).toBeGreaterThan(limits.bytes * 0.7)
    expect((noise?.[0] ?? 0) / (noise?.[1] ?? 1)).toBeCloseTo(1.5, 1)
  })

  it('leaves the size as it is where another encoding is enough', async () => {
    const files = [await save('small.png', 150, 100, 'noise')]
    expect((await stat(files[0] ?? '')).size).toBeGreaterThan(limits.bytes)
    expect(
      await sizes(await fitPictures({ files, outDir: path('q'), size: { width: 150, height: 100 }, limits })),
    ).toEqual([[150, 100]])
  })

  it('enlarges what is too small, and takes down what is too long', async () => {
    const tall = [await save('tall.png', 60, 105)]
    expect(
      await sizes(await fitPictures({ files: tall, outDir: path('up'), size: { width: 60, height: 105 }, limits })),
    ).toEqual([[100, 175]])
    const long = [await save('long.png', 900, 600)]
    expect(
      await sizes(await fitPictures({ files: long, outDir: path('down'), size: { width: 900, height: 600 }, limits })),
    ).toEqual([[400, 267]])
  })

  it('gives pictures of nearly one size that very size', async () => {
    const files = [await save('one.png', 150, 100), await save('other.png', 153, 100)]
    expect(
      await sizes(await fitPictures({ files, outDir: path('set'), size: { width: 150, height: 100 }, limits })),
    ).toEqual([
      [150, 100],
      [150, 100],
    ])
  })

  it('says that nothing fits, and writes nothing', async () => {
    const files = [await save('never.png', 150, 100, 'noise')]
    const few = { ...limits, bytes: 2000 }
    const never = fitPictures({ files, outDir: path('never'), size: { width: 150, height: 100 }, limits: few })
    await expect(never).rejects.toMatchObject({ code: 'unsupported' })
    expect(await readdir(path())).not.toContain('never')
  })
})
