import { expect, test } from 'vitest'
import { sheetSpec } from '../../../test/sheets/sheetClasses.ts'
import { sheetFiles } from '../../../test/sheets/sheetFiles.ts'
import { cropSheet } from '../cropSheet.ts'

const { drawn } = sheetFiles()

test('A sheet is refused in words where a wrong grid has a row that is thinner than a sample.', async () => {
  const { sheet, outDir } = await drawn(sheetSpec('near-black with black gutters', 73_000_004, 2048, 'tuning'))
  const asked = { sheet, outDir, rows: 3, cols: 4 }
  await expect(cropSheet(asked)).rejects.toMatchObject({ code: 'notAGrid' })
})
