import { beforeAll, describe, expect, it } from 'vitest'
import type { DrawnSheet, SheetSpec } from '../../test/sheets/drawSheet.ts'
import { judgeFrames } from '../../test/sheets/judgeFrames.ts'
import { plainSheet } from '../../test/sheets/plainSheet.ts'
import { sheetFiles } from '../../test/sheets/sheetFiles.ts'
import { cropSheet } from './cropSheet.ts'

const { drawn } = sheetFiles()

describe('cropSheet with lines that a person drew', () => {
  // Nothing tells these pictures apart: all have one backdrop, and no gutter is between them.
  const hidden: SheetSpec = { ...plainSheet, gutter: 0, backdrops: 6 }
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

  it.each([
    ['cuts beside the gutter that a line is drawn through', { gutter: 20, margin: 16 }],
    ['finds the gutter that a line misses by a little', { gutter: 2 }],
    ['finds where pictures touch', { gutter: 0 }],
  ])('%s', async (_, gutters) => {
    const { truth, sheet, outDir } = await drawn({ ...plainSheet, ...gutters })
    const cropped = await cropSheet({ sheet, outDir, lines: { x: [345, 696], y: [298] } })
    expect(judgeFrames(truth, cropped)).toBeUndefined()
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
