import { type PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib'

/** Words as a picture, for those that the standard fonts have no letters for. */
export type WordsPicture = { png: Uint8Array; width: number; height: number; baseline: number }

/** Draws words as a picture; sizes in pt. */
export type PictureWords = (words: string, size: number, bold: boolean) => Promise<WordsPicture>

type Line = {
  x: number
  y: number
  size: number
  width: number
  bold?: boolean
  soft?: boolean
  align?: 'left' | 'right'
}

const INK = rgb(0.106, 0.102, 0.094)
const SOFT = rgb(0.427, 0.416, 0.392)

/** Sets lines of words in Helvetica, which every reader of PDF has; in other scripts, as pictures of them. */
export class Typesetter {
  readonly #pdf: PDFDocument
  readonly #regular: PDFFont
  readonly #bold: PDFFont
  readonly #pictureWords: PictureWords

  private constructor(pdf: PDFDocument, regular: PDFFont, bold: PDFFont, pictureWords: PictureWords) {
    this.#pdf = pdf
    this.#regular = regular
    this.#bold = bold
    this.#pictureWords = pictureWords
  }

  static async create(pdf: PDFDocument, pictureWords: PictureWords): Promise<Typesetter> {
    const regular = await pdf.embedFont(StandardFonts.Helvetica)
    const bold = await pdf.embedFont(StandardFonts.HelveticaBold)
    return new Typesetter(pdf, regular, bold, pictureWords)
  }

  /** One line of words on their baseline, cut off with an ellipsis where it would be wider than `width`. */
  async line(
    page: PDFPage,
    words: string,
    { x, y, size, width, bold = false, soft = false, align }: Line,
  ): Promise<void> {
    const font = bold ? this.#bold : this.#regular
    if (!canSet(font, words)) return this.#picture(page, words, { x, y, size, width, bold, ...(align && { align }) })
    const text = cut(words, (part) => font.widthOfTextAtSize(part, size) <= width)
    const left = align === 'right' ? x + width - font.widthOfTextAtSize(text, size) : x
    page.drawText(text, { x: left, y, size, font, color: soft ? SOFT : INK })
  }

  async #picture(page: PDFPage, words: string, { x, y, size, width, bold = false, align }: Line): Promise<void> {
    let picture = await this.#pictureWords(words, size, bold)
    // How many letters fit can only be guessed from how wide all of them are.
    for (let letters = Array.from(words); picture.width > width && letters.length > 1; ) {
      letters = letters.slice(0, Math.min(letters.length - 1, Math.floor((letters.length * width) / picture.width)))
      picture = await this.#pictureWords(`${letters.join('').trimEnd()}…`, size, bold)
    }
    const image = await this.#pdf.embedPng(picture.png)
    const left = align === 'right' ? x + width - picture.width : x
    page.drawImage(image, { x: left, y: y - picture.baseline, width: picture.width, height: picture.height })
  }
}

/** The standard fonts have the letters of Western Europe only. */
function canSet(font: PDFFont, words: string): boolean {
  const letters = new Set(font.getCharacterSet())
  return Array.from(words).every((letter) => letters.has(letter.codePointAt(0) ?? 0))
}

/** The words, or as many of their first letters as fit with an ellipsis. */
function cut(words: string, fits: (part: string) => boolean): string {
  if (fits(words)) return words
  let length = words.length
  while (length > 0 && !fits(`${words.slice(0, length).trimEnd()}…`)) length -= 1
  return `${words.slice(0, length).trimEnd()}…`
}
