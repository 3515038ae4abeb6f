import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawNegative, negatives } from '../../test/sheets/drawNegative.ts'
import { type DrawnSheet, drawSheet, type SheetSpec } from '../../test/sheets/drawSheet.ts'
import { judgeFrames } from '../../test/sheets/judgeFrames.ts'
import { type SheetClass, sheetClasses, sheetSpec } from '../../test/sheets/sheetClasses.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { MediaError } from '../MediaError.ts'
import { cropSheet } from './cropSheet.ts'

const path = temporaryFolder()
let count = 0

async function written(bytes: Buffer) {
  const sheet = path(`-sheet ${++count}[page=1].png`)
  await writeFile(sheet, bytes)
  return { sheet, outDir: path(`frames ${count}`) }
}

const drawn = async (spec: SheetSpec) => {
  const truth = await drawSheet(spec)
  return { truth, ...(await written(truth.bytes)) }
}

/** A plain sheet at a size that is quick to draw. */
const plain: SheetSpec = {
  seed: 7,
  set: 'report',
  width: 1024,
  height: 576,
  rows: 2,
  cols: 3,
  gutter: 12,
  margin: 0,
  colour: [255, 255, 255],
}

describe('cropSheet', () => {
  // One sheet of each kind, of pictures and seeds that nothing was tuned on; `npm run bench:media -- crop` takes hundreds.
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
    const { sheet, outDir } = await drawn(plain)
    for (const [rows, cols] of [
      [1, 1],
      [1, 3],
      [2, 1],
    ] as const) {
      await expect(cropSheet({ sheet, outDir, rows, cols })).rejects.toThrow('like those of 2 × 3 pictures')
    }
  })

  it('takes a single picture for one', async () => {
    const { truth, sheet, outDir } = await drawn({ ...plain, rows: 1, cols: 1, margin: 20 })
    expect(judgeFrames(truth, await cropSheet({ sheet, outDir, rows: 1, cols: 1 }))).toBeUndefined()
  })

  it('says how far it turned a sheet back', async () => {
    const { truth, sheet, outDir } = await drawn({ ...plain, width: 2048, height: 1152, rotation: -0.5, margin: 40 })
    const cropped = await cropSheet({ sheet, outDir })
    expect(cropped.rotation).toBeCloseTo(-0.5, 1)
    expect(judgeFrames(truth, cropped)).toBeUndefined()
  })

  it('sees that a sheet is turned where no edge shows it', async () => {
    const spec: SheetSpec = { ...plain, seed: 2, width: 1800, height: 1013, rows: 1, gutter: 40, margin: 40 }
    const { truth, sheet, outDir } = await drawn({ ...spec, rotation: 0.6 })
    const cropped = await cropSheet({ sheet, outDir, rows: 1 })
    expect(judgeFrames(truth, cropped)).toBeUndefined()
  })

  it('leaves the pixels as they are', async () => {
    const { sheet, outDir } = await drawn(plain)
    const { frames, rotation } = await cropSheet({ sheet, outDir })
    expect(rotation).toBeUndefined()
    for (const { file, left, top, width, height } of frames) {
      const region = sharp(await readFile(sheet)).extract({ left, top, width, height })
      expect((await sharp(file).raw().toBuffer()).equals(await region.raw().toBuffer())).toBe(true)
    }
  })

  it('trims to exactly the ratio that is asked for, and distorts nothing for it', async () => {
    const { sheet, outDir } = await drawn({ ...plain, uneven: 0.12 })
    for (const { file, width, height } of (await cropSheet({ sheet, outDir, ratio: '3:2' })).frames) {
      const frame = await sharp(file).metadata()
      expect(frame.width / frame.height).toBe(3 / 2)
      expect(width / height).toBeCloseTo(3 / 2, 1)
    }
  })

  it('refuses a damaged sheet in words', async () => {
    const { bytes } = await drawSheet({ ...plain, quality: 90 })
    const { sheet, outDir } = await written(bytes.subarray(0, bytes.length >> 1))
    await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({ code: 'damagedFile' })
  })

  describe('with lines that a person drew', () => {
    // Nothing tells these pictures apart: all have one backdrop, and no gutter is between them.
    const hidden: SheetSpec = { ...plain, gutter: 0, backdrops: 6 }
    let truth: DrawnSheet
    let sheet: string
    let outDir: string
    beforeAll(async () => {
      ;({ truth, sheet, outDir } = await drawn(hidden))
    })

    it('cuts where nothing can be seen', async () => {
      await expect(cropSheet({ sheet, outDir })).rejects.toMatchObject({ code: 'notAGrid' })
      const [, second, third, fourth] = truth.cells
      const lines = { x: [second?.left ?? 0, third?.left ?? 0], y: [fourth?.top ?? 0] }
      const cropped = await cropSheet({ sheet, outDir, lines })
      expect(cropped).toMatchObject({ method: 'byHand', confidence: 1 })
      expect(judgeFrames(truth, cropped)).toBeUndefined()
    })

    it('cuts beside the gutter that a line is drawn through', async () => {
      const gutters = await drawn({ ...plain, gutter: 20, margin: 16 })
      const cropped = await cropSheet({ ...gutters, lines: { x: [345, 678], y: [290] } })
      expect(judgeFrames(gutters.truth, cropped)).toBeUndefined()
    })

    it.each([
      ['unordered', { x: [600, 300], y: [280] }],
      ['outside', { x: [300, 600], y: [2800] }],
      ['too many', { x: [100, 200, 300, 400, 500, 600, 700, 800], y: [280] }],
    ])('refuses lines that divide nothing: %s', async (_, lines) => {
      await expect(cropSheet({ sheet, outDir, lines })).rejects.toMatchObject({ code: 'wrongUse' })
    })

    it('refuses counts that contradict them, and counts that are none', async () => {
      const lines = { x: [300, 600], y: [280] }
      await expect(cropSheet({ sheet, outDir, lines, rows: 3 })).rejects.toMatchObject({ code: 'wrongUse' })
      await expect(cropSheet({ sheet, outDir, cols: 2.5 })).rejects.toMatchObject({ code: 'wrongUse' })
    })
  })
})
