import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** A part of a window or of a picture, px. */
export type Box = { x: number; y: number; width: number; height: number }

/** What a part of the window shows, as raw pixels of three bytes. */
export async function pixelsOf(page: Page, clip: Box): Promise<Buffer> {
  return sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer()
}

/** A part of a picture that is shown at some size, px, as raw pixels of three bytes. */
export async function partOf(picture: Buffer, shown: { width: number; height: number }, part: Box): Promise<Buffer> {
  const { x: left, y: top, width, height } = part
  const scaled = await sharp(picture).resize(shown.width, shown.height, { fit: 'fill' }).removeAlpha().png().toBuffer()
  return sharp(scaled).extract({ left, top, width, height }).raw().toBuffer()
}

/** The mean difference of two pictures of one size, 0 to 255. */
export function meanDifference(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) throw new Error(`${a.length} bytes are compared with ${b.length}.`)
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length
}
