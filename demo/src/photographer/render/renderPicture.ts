/** Makes one picture from a prompt and reference pictures. */
import sharp, { type OverlayOptions } from 'sharp'
import { demoMark } from '../../shared/demoMark.ts'
import { composeHero } from './composeHero.ts'
import { composeSheet } from './composeSheet.ts'
import { composeTryOn } from './composeTryOn.ts'
import { editPicture } from './editPicture.ts'
import type { Raster } from './Raster.ts'
import { readPrompt } from './readPrompt.ts'

export type PictureOrder = {
  /** As the prompt says, or the first picture's person in the second picture's garment. */
  scene: 'prompt' | 'try-on'
  prompt: string
  references: Buffer[]
  /** px */
  width: number
  height: number
  /** Same order and same seed: same bytes. */
  seed: number
  format: 'jpeg' | 'png' | 'webp'
}

type Box = { left: number; top: number; width: number; height: number }

/** The word "demo" at the lower edge of each box, in the middle, where no later crop to another ratio cuts it. */
async function marks(boxes: Box[]): Promise<OverlayOptions[]> {
  const [first] = boxes
  if (!first) return []
  const height = Math.max(14, Math.round(Math.min(first.width, first.height) * 0.036))
  const input = await demoMark(height)
  const { width } = await sharp(input).metadata()
  return boxes.map((box) => ({
    input,
    left: Math.round(box.left + (box.width - width) / 2),
    top: Math.round(box.top + box.height - height * 1.6),
  }))
}

async function compose({
  scene,
  prompt,
  references,
  width,
  height,
  seed,
}: PictureOrder): Promise<{ raster: Raster; boxes: Box[] }> {
  const size = { width, height }
  const whole = [{ left: 0, top: 0, ...size }]
  if (scene === 'try-on') return { raster: await composeTryOn(references, size), boxes: whole }
  const instructions = readPrompt(prompt, references.length)
  const [first] = references
  if (first && instructions.task === 'sheet') {
    const { raster, layout } = await composeSheet(first, size, seed)
    return { raster, boxes: layout.boxes }
  }
  if (first && instructions.task === 'edit')
    return { raster: await editPicture(first, instructions.edits, size, seed), boxes: whole }
  return { raster: await composeHero(references, instructions, size, seed), boxes: whole }
}

/** The encoded picture. */
export async function renderPicture(order: PictureOrder): Promise<Buffer> {
  const { raster, boxes } = await compose(order)
  const { data, width, height } = raster
  const marked = sharp(data, { raw: { width, height, channels: 3 } })
    .composite(await marks(boxes))
    .removeAlpha()
  // Film grain hardly compresses: more effort would cost seconds and save little.
  if (order.format === 'png') return marked.png({ compressionLevel: 1 }).toBuffer()
  if (order.format === 'webp') return marked.webp({ quality: 88, effort: 2 }).toBuffer()
  return marked.jpeg({ quality: 90 }).toBuffer()
}
