import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawNegative, negatives } from '../../test/sheets/drawNegative.ts'
import { drawSheet, type SheetSpec } from '../../test/sheets/drawSheet.ts'
import { judgeFrames } from '../../test/sheets/judgeFrames.ts'
import { plainSheet } from '../../test/sheets/plainSheet.ts'
import { type SheetClass, sheetClasses, sheetSpec } from '../../test/sheets/sheetClasses.ts'
import { sheetFiles } from '../../test/sheets/sheetFiles.ts'
import { workFolder } from '../../test/workFolder.ts'
import { MediaError } from '../MediaError.ts'
import { cropSheet } from './cropSheet.ts'

const { path, written, drawn } = sheetFiles()

describe('cropSheet', () => {
  // One sheet of each kind, of pictures and seeds that nothing was tuned on; `npm run bench:media -- sheets` takes hundreds.
  it.each(Object.keys(sheetClasses) as SheetClass[])('leaves nothing in and little out: %s', async (name) => {
    const spec = sheetSpec(name, 52_000_001, 1024, 'report')
    const { truth, sheet, outDir } = await drawn(spec)
    const { rows, cols } = spec
    const cropped = await cropSheet({ sheet, outDir, rows, cols })
    expect(judgeFrames(truth, cropped)).toBeUndefined()
    expect(cropped.frames.map(({ index }) => index)).toEqual(truth.cells.map((_, i) => i + 1))
    const sizes = await Promise.all(cropped.frames.map(async ({ file }) => sharp(file).metadata()))
    const [first] = sizes
    for (const { format, width, height } of sizes) {
      expect({ format, width, height }).toEqual({ format: 'png', width: first?.width, height: first?.height })
      expect([width % 2, height % 2]).toEqual([0, 0])
    }
  })

  it.each(negatives)('refuses with a confidence and the reason, and writes nothing: %s', async (kind) => {
    const { sheet, outDir } = await written(await drawNegative(kind, 52_000_001, 1024, 'report'))
    await mkdir(outDir)
    await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({
      name: MediaError.name,
      code: 'notAGrid',
      message: expect.stringMatching(/2 × 3 pictures \(confidence 0(\.[012]\d?)?\): .*(gutters|parts of a picture)/),
      hint: expect.stringContaining('draw the lines'),
    })
    expect(await readdir(outDir)).toEqual([])
  })

  it('refuses fewer pictures than there are, and names the grid that it sees', async () => {
    const { sheet, outDir } = await drawn(plainSheet)
    for (const [rows, cols] of [
      [1, 1],
      [1, 3],
      [2, 1],
    ] as const) {
      await expect(cropSheet({ sheet, outDir, rows, cols })).rejects.toThrow('like those of 2 × 3 pictures')
    }
  })

  it('takes a single picture for one', async () => {
    const { truth, sheet, outDir } = await drawn({ ...plainSheet, rows: 1, cols: 1, margin: 20 })
    expect(judgeFrames(truth, await cropSheet({ sheet, outDir, rows: 1, cols: 1 }))).toBeUndefined()
  })

  it('says how far it turned a sheet back', async () => {
    const { truth, sheet, outDir } = await drawn({
      ...plainSheet,
      width: 2048,
      height: 1152,
      rotation: -0.5,
      margin: 40,
    })
    const cropped = await cropSheet({ sheet, outDir })
    expect(cropped.rotation).toBeCloseTo(-0.5, 1)
    expect(judgeFrames(truth, cropped)).toBeUndefined()
  })

  it('sees that a sheet is turned where no edge shows it', async () => {
    const spec: SheetSpec = { ...plainSheet, seed: 2, width: 1800, height: 1013, rows: 1, gutter: 40, margin: 40 }
    const { truth, sheet, outDir } = await drawn({ ...spec, rotation: 0.6 })
    const cropped = await cropSheet({ sheet, outDir, rows: 1 })
    expect(judgeFrames(truth, cropped)).toBeUndefined()
  })

  it('leaves the pixels as they are', async () => {
    const { sheet, outDir } = await drawn(plainSheet)
    const { frames, rotation } = await cropSheet({ sheet, outDir })
    expect(rotation).toBeUndefined()
    for (const { file, left, top, width, height } of frames) {
      const region = sharp(await readFile(sheet)).extract({ left, top, width, height })
      expect((await sharp(file).raw().toBuffer()).equals(await region.raw().toBuffer())).toBe(true)
    }
  })

  it('distorts nothing where pictures differ in shape, and says what of them it shows', async () => {
    const { truth, sheet, outDir } = await drawn({ ...plainSheet, uneven: 0.12 })
    const cropped = await cropSheet({ sheet, outDir })
    expect(judgeFrames(truth, cropped)).toBeUndefined()
    for (const { file, window, ...box } of cropped.frames) {
      const { width, height } = await sharp(file).metadata()
      const stretch = window.width / window.height / (width / height)
      expect(Math.max(stretch, 1 / stretch)).toBeLessThan(1.025)
      // As much as there is of it one way, the middle of it the other.
      expect(Math.min(box.width - window.width, box.height - window.height)).toBe(0)
      expect(Math.abs(window.left + window.width / 2 - box.left - box.width / 2)).toBeLessThan(1)
      expect(Math.abs(window.top + window.height / 2 - box.top - box.height / 2)).toBeLessThan(1)
      const shown = await sharp(await readFile(sheet))
        .extract(window)
        .resize(width, height, { fit: 'fill' })
        .raw()
        .toBuffer()
      expect((await sharp(file).raw().toBuffer()).equals(shown)).toBe(true)
    }
  })

  it('trims to exactly the ratio that is asked for, and distorts nothing for it', async () => {
    const { sheet, outDir } = await drawn({ ...plainSheet, uneven: 0.12 })
    for (const { file, window } of (await cropSheet({ sheet, outDir, ratio: '3:2' })).frames) {
      const frame = await sharp(file).metadata()
      expect(frame.width / frame.height).toBe(3 / 2)
      expect(window.width / window.height).toBeCloseTo(3 / 2, 1)
    }
  })

  it.each([{ keyline: { thickness: 8, gap: 8, colour: [0, 0, 0] as const } }, { radius: 56 }])(
    'measures in proportion to a large sheet: %j',
    async (edges) => {
      const large: SheetSpec = { ...plainSheet, width: 4096, height: 400, rows: 1, cols: 2, gutter: 48, margin: 40 }
      const { truth, sheet, outDir } = await drawn({ ...large, ...edges })
      expect(judgeFrames(truth, await cropSheet({ sheet, outDir, rows: 1, cols: 2 }))).toBeUndefined()
    },
  )

  it.each<[kind: string, convert: (sheet: Sharp) => Sharp, metadata: Partial<Metadata>]>([
    [
      'on its side',
      (sheet) => sheet.rotate(-90).jpeg().withMetadata({ orientation: 6 }),
      { orientation: 6, width: 576 },
    ],
    ['with gutters that are transparent', (sheet) => sheet.unflatten().png(), { channels: 4 }],
    ['of 16 bits', (sheet) => sheet.toColourspace('rgb16').png(), { depth: 'ushort' }],
    ['in grey', (sheet) => sheet.toColourspace('b-w').png(), { channels: 1 }],
    ['for print', (sheet) => sheet.toColourspace('cmyk').jpeg(), { space: 'cmyk' }],
    ['with a palette', (sheet) => sheet.png({ palette: true, colours: 32, effort: 1 }), { isPalette: true }],
  ])('reads a sheet %s', async (_, convert, metadata) => {
    const truth = await drawSheet(plainSheet)
    const bytes = await convert(sharp(truth.bytes)).toBuffer()
    expect(await sharp(bytes).metadata()).toMatchObject(metadata)
    const cropped = await cropSheet(await written(bytes))
    expect(judgeFrames(truth, cropped)).toBeUndefined()
    expect(await sharp(cropped.frames[0]?.file).metadata()).toMatchObject({
      space: 'srgb',
      channels: 3,
      depth: 'uchar',
    })
  })

  it('puts no frame in the place of its sheet', async () => {
    const { sheet } = await drawn(plainSheet)
    const outDir = path('of its own')
    await mkdir(outDir)
    await copyFile(sheet, `${outDir}/frame-2.png`)
    const over = cropSheet({ sheet: `${outDir}/frame-2.png`, outDir })
    await expect(over).rejects.toMatchObject({ code: 'wrongUse' })
    expect(await readdir(outDir)).toEqual(['frame-2.png'])
    expect((await readFile(`${outDir}/frame-2.png`)).equals(await readFile(sheet))).toBe(true)
  })

  it('writes all frames or none', async () => {
    const { sheet, outDir } = await drawn(plainSheet)
    await mkdir(`${outDir}/frame-3.png`, { recursive: true })
    await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({ code: 'cannotWrite' })
    expect(await readdir(outDir)).toEqual(['frame-3.png'])
  })

  it('stops when it is told to, before it looks for pictures and while it writes', async () => {
    const { sheet, outDir } = await drawn(plainSheet)
    const stopped = { sheet, outDir, signal: AbortSignal.abort() }
    await expect(cropSheet({ ...stopped, rows: 3 })).rejects.toMatchObject({ code: 'aborted' })
    const stop = new AbortController()
    const late = cropSheet({ sheet, outDir, signal: stop.signal })
    await workFolder(outDir)
    stop.abort()
    await expect(late).rejects.toMatchObject({ code: 'aborted' })
    await expect(readdir(outDir)).rejects.toThrow('ENOENT')
  })

  it('says of a sheet that is too small that it is', async () => {
    const { sheet, outDir } = await written(
      await sharp(Buffer.of(9, 9, 9), { raw: { width: 1, height: 1, channels: 3 } })
        .png()
        .toBuffer(),
    )
    await expect(cropSheet({ sheet, outDir, rows: 1, cols: 1 })).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('refuses a damaged sheet in words', async () => {
    const { bytes } = await drawSheet({ ...plainSheet, quality: 90 })
    const { sheet, outDir } = await written(bytes.subarray(0, bytes.length >> 1))
    await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({ code: 'damagedFile' })
  })
})
