import { expect, it } from 'vitest'
import { sheetFileName } from './sheetFileName.ts'

it('names the file after the shoot, as every system can keep it', () => {
  expect(sheetFileName('Orange line, dusk')).toBe('Orange line, dusk – contact sheet.pdf')
  expect(sheetFileName('Dusk / dawn: "two"\n')).toBe('Dusk dawn two – contact sheet.pdf')
  expect(sheetFileName('夕暮れ')).toBe('夕暮れ – contact sheet.pdf')
  expect(sheetFileName('../..')).toBe('Shoot – contact sheet.pdf')
  expect(sheetFileName('')).toBe('Shoot – contact sheet.pdf')
  expect(sheetFileName('x'.repeat(300)).length).toBeLessThan(110)
})
