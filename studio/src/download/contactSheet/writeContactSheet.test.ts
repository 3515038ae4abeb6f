import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { paperOf } from './paper.ts'
import { sheetContent } from './sheetContent.ts'
import { writeContactSheet } from './writeContactSheet.ts'

const A4 = paperOf('en-GB')
const grey = { create: { width: 30, height: 20, channels: 3, background: '#888' } } as const
const jpeg = new Uint8Array(await sharp(grey).jpeg().toBuffer())
const png = new Uint8Array(await sharp(grey).png().toBuffer())

async function write(title: string, fixture: string) {
  const printed: string[] = []
  const pictured: string[] = []
  const bytes = await writeContactSheet(sheetContent({ ...fixtureSummary(fixture), title }, fixtureView(fixture)), A4, {
    async printPicture({ id }) {
      printed.push(id)
      return jpeg
    },
    async pictureWords(words, size) {
      pictured.push(words)
      return { png, width: words.length * size, height: size * 2, baseline: size / 2 }
    },
  })
  return { pdf: await PDFDocument.load(bytes), printed, pictured }
}

it('has the hero, the frames and the clips on a page each, and every picture once', async () => {
  const { pdf, printed, pictured } = await write('Orange line', 'film')
  expect(pdf.getTitle()).toBe('Orange line')
  expect(pdf.getPages().map((page) => page.getSize())).toEqual([A4, A4, A4])
  // The hero and six frames; a clip's first frame is one of them.
  expect(printed).toHaveLength(7)
  expect(new Set(printed).size).toBe(7)
  expect(pictured).toEqual([])
})

it('leaves out what is not made yet', async () => {
  const { pdf } = await write('Orange line', 'hero')
  expect(pdf.getPageCount()).toBe(1)
})

it('writes in any script: what the standard fonts cannot, as a picture of the words', async () => {
  const { pdf, pictured } = await write('夕暮れ 🧡', 'hero')
  expect(pdf.getTitle()).toBe('夕暮れ 🧡')
  expect(pictured).toEqual(['夕暮れ 🧡'])
})

it('cuts off pictured words that are wider than their line', async () => {
  const { pictured } = await write('夕'.repeat(90), 'hero')
  expect(pictured.at(-1)?.length).toBeGreaterThan(20)
  expect(pictured.at(-1)?.length).toBeLessThan(30)
  expect(pictured.at(-1)).toMatch(/^夕+…$/)
})
