import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type ContactSheetOptions, contactSheet } from '../../test/contactSheet.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { MediaError } from '../MediaError.ts'
import { cropSheet } from './cropSheet.ts'

const path = temporaryFolder()
let count = 0

async function drawnSheet(options: ContactSheetOptions) {
  const { bytes, cells } = await contactSheet(options)
  const sheet = path(`-sheet ${++count}[page=1].png`)
  await writeFile(sheet, bytes)
  return { sheet, cells, outDir: path(`frames ${count}`) }
}

describe('cropSheet', () => {
  const kinds: Record<string, Omit<ContactSheetOptions, 'seed'>> = {
    'white gutters': {},
    'black gutters and margin': { colour: '#000000', margin: 24 },
    'coloured gutters': { colour: '#c03050', gutter: 20 },
    'hairline gutters in a JPEG': { gutter: 3, quality: 85 },
    'gutters with a gradient': { colour: '#e0e0e0', colourTo: '#707070', gutter: 20 },
    'no gutters': { gutter: 0 },
    'rows that do not line up': { shift: 30 },
    'one grey backdrop': { backdrop: '#9a9a9a' },
    'a backdrop nearly of the gutter’s white': { backdrop: '#f4f4f4' },
  }
  it.each(Object.entries(kinds))('leaves no gutter in and little out: %s', async (_, kind) => {
    const { sheet, cells, outDir } = await drawnSheet({ seed: 11, ...kind })
    const { frames, confidence } = await cropSheet({ sheet, outDir })
    expect(confidence).toBeGreaterThan(0.5)
    expect(frames.map((frame) => frame.index)).toEqual([1, 2, 3, 4, 5, 6])
    for (const [i, frame] of frames.entries()) {
      const cell = cells[i] ?? { left: 0, top: 0, width: 0, height: 0 }
      const lost = [
        frame.left - cell.left,
        frame.top - cell.top,
        cell.left + cell.width - frame.left - frame.width,
        cell.top + cell.height - frame.top - frame.height,
      ]
      expect(Math.min(...lost), `frame ${i + 1} holds gutter: ${lost}`).toBeGreaterThanOrEqual(0)
      expect(Math.max(...lost), `frame ${i + 1} lost: ${lost}`).toBeLessThanOrEqual(12)
    }
    const sizes = await Promise.all(frames.map(async ({ file }) => sharp(file).metadata()))
    const [first] = sizes
    for (const { format, width, height } of sizes) {
      expect({ format, width, height }).toEqual({ format: 'png', width: first?.width, height: first?.height })
      expect([width % 2, height % 2]).toEqual([0, 0])
    }
  })

  it('brings cells of very different sizes to one size', async () => {
    const { sheet, outDir } = await drawnSheet({ seed: 5, uneven: 40, margin: 20 })
    const { frames } = await cropSheet({ sheet, outDir })
    const sizes = await Promise.all(frames.map(async ({ file }) => sharp(file).metadata()))
    expect(new Set(sizes.map(({ width, height }) => `${width}×${height}`)).size).toBe(1)
  })

  it('trims to exactly the ratio, pixels untouched', async () => {
    const { sheet, outDir } = await drawnSheet({ seed: 3 })
    const { frames } = await cropSheet({ sheet, outDir, ratio: '3:2' })
    const [frame] = frames
    if (!frame) throw new Error('no frame')
    expect(frame.width / frame.height).toBe(3 / 2)
    const { left, top, width, height } = frame
    const region = await sharp(await readFile(sheet))
      .extract({ left, top, width, height })
      .raw()
      .toBuffer()
    expect((await sharp(frame.file).raw().toBuffer()).equals(region)).toBe(true)
  })

  it.each([
    ['3 × 3', { rows: 3 }],
    ['2 × 2', { cols: 2 }],
    ['a single picture', { rows: 1, cols: 1 }],
    ['4 × 3', { rows: 4 }],
    ['2 × 6', { cols: 6 }],
  ])('refuses %s with the reason and writes nothing', async (_, grid) => {
    const { sheet, outDir } = await drawnSheet({ seed: 8, ...grid })
    await mkdir(outDir)
    await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({
      name: MediaError.name,
      code: 'notAGrid',
      message: expect.stringMatching(/gutters .*(seen|asked)|too faint|px in/),
    })
    expect(await readdir(outDir)).toEqual([])
  })

  it('crops other grids when told', async () => {
    const { sheet, outDir } = await drawnSheet({ seed: 2, rows: 3, cols: 3 })
    expect((await cropSheet({ sheet, outDir, rows: 3, cols: 3 })).frames).toHaveLength(9)
    await expect(cropSheet({ sheet, outDir, rows: 0 })).rejects.toMatchObject({ code: 'wrongUse' })
  })

  it('refuses a damaged sheet in words', async () => {
    const { bytes } = await contactSheet({ seed: 1, quality: 90 })
    await writeFile(path('damaged.jpg'), bytes.subarray(0, bytes.length >> 1))
    const attempt = cropSheet({ sheet: path('damaged.jpg'), outDir: path('none') })
    await expect(attempt).rejects.toMatchObject({ code: 'damagedFile' })
  })
})
