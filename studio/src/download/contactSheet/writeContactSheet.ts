import { PDFDocument, type PDFImage, type PDFPage } from '@cantoo/pdf-lib'
import type { Asset } from '@fashion-shoot/protocol'
import { type Box, fit, layOut } from './layOut.ts'
import type { Paper } from './paper.ts'
import type { SheetContent, SheetPicture } from './sheetContent.ts'
import { type PictureWords, Typesetter } from './Typesetter.ts'

/** What drawing needs from outside: a picture as JPEG at print size, and words of any script as a picture. */
export type Means = {
  printPicture(asset: Asset): Promise<Uint8Array>
  pictureWords: PictureWords
}

/** pt */
const MARGIN = 36
const GAP = 12
const CAPTION = 16
const FOOT = 14

/** The contact sheet for the client as a PDF: the hero large, then the frames, then the clips. */
export async function writeContactSheet(content: SheetContent, paper: Paper, means: Means): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(content.title, { showInWindowTitleBar: true })
  pdf.setCreationDate(new Date())
  const type = await Typesetter.create(pdf, means.pictureWords)
  const images = new Map<string, PDFImage>()
  const width = paper.width - 2 * MARGIN
  const body: Box = { x: MARGIN, y: MARGIN + FOOT, width, height: paper.height - 2 * MARGIN - FOOT }

  async function imageOf(asset: Asset): Promise<PDFImage> {
    const image = images.get(asset.id) ?? (await pdf.embedJpg(await means.printPicture(asset)))
    images.set(asset.id, image)
    return image
  }

  async function cover(hero: Asset) {
    const page = pdf.addPage([paper.width, paper.height])
    const top = paper.height - MARGIN
    await type.line(page, content.title, { x: MARGIN, y: top - 18, size: 22, width: width - 150, bold: true })
    await type.line(page, content.date, { x: MARGIN, y: top - 18, size: 10, width, soft: true, align: 'right' })
    await type.line(page, content.direction, { x: MARGIN, y: top - 38, size: 10, width, soft: true })
    const area = { ...body, height: body.height - 54 }
    const box = fit(area, hero.width / hero.height)
    // An upright hero stands in the middle: at the side it would look as if something were missing.
    const x = hero.width < hero.height ? MARGIN + (width - box.width) / 2 : box.x
    page.drawImage(await imageOf(hero), { ...box, x })
  }

  async function grid(heading: string, pictures: SheetPicture[], note: string | null) {
    const [first] = pictures
    if (first === undefined) return
    const page = pdf.addPage([paper.width, paper.height])
    const y = paper.height - MARGIN - 12
    await type.line(page, heading, { x: MARGIN, y, size: 14, width: width / 2, bold: true })
    if (note !== null) await type.line(page, note, { x: MARGIN, y, size: 10, width, soft: true, align: 'right' })
    const area = { ...body, height: body.height - 28 }
    const ratio = first.asset.width / first.asset.height
    const boxes = layOut(area, { count: pictures.length, ratio, gap: GAP, caption: CAPTION })
    for (const [index, box] of boxes.entries()) {
      const { asset, caption } = pictures[index] ?? first
      page.drawImage(await imageOf(asset), within(box, asset))
      await type.line(page, caption, { x: box.x, y: box.y - 12, size: 9, width: box.width })
    }
  }

  async function foot(page: PDFPage, number: number, of: number) {
    const line = { x: MARGIN, y: MARGIN - 4, size: 8, width, soft: true }
    if (number > 1) await type.line(page, content.title, { ...line, width: width - 40 })
    await type.line(page, `${number} / ${of}`, { ...line, align: 'right' })
  }

  if (content.hero !== undefined) await cover(content.hero)
  await grid('Frames', content.frames, null)
  await grid('Clips', content.clips, content.film)
  const pages = pdf.getPages()
  for (const [index, page] of pages.entries()) await foot(page, index + 1, pages.length)
  return pdf.save()
}

/** A picture of another shape than its row stands whole in its box. */
function within(box: Box, { width, height }: Asset): Box {
  return fit(box, width / height)
}
