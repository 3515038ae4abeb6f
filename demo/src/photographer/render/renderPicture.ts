/** Makes one picture from a prompt and reference pictures. */
import sharp from 'sharp'
import { readPrompt } from './readPrompt.ts'

export type PictureOrder = {
  prompt: string
  references: Buffer[]
  /** px */
  width: number
  height: number
  /** Same order and same seed: same bytes. */
  seed: number
  format: 'jpeg' | 'png' | 'webp'
}

export async function renderPicture({ prompt, references, width, height, format }: PictureOrder): Promise<Buffer> {
  const { task } = readPrompt(prompt, references.length)
  const [first] = references
  if (!first)
    return sharp({ create: { width, height, channels: 3, background: '#8a8a8a' } })
      .toFormat(format)
      .toBuffer()
  if (task !== 'sheet')
    return sharp(first).autoOrient().resize(width, height, { fit: 'cover' }).toFormat(format).toBuffer()
  const gutter = 16
  const cellWidth = Math.floor((width - 2 * gutter) / 3)
  const cellHeight = Math.floor((height - gutter) / 2)
  const cells = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => ({
      input: await sharp(first)
        .autoOrient()
        .resize(cellWidth + 40 * index, cellHeight + 40 * index, { fit: 'cover' })
        .extract({ left: 20 * index, top: 10 * index, width: cellWidth, height: cellHeight })
        .modulate({ brightness: 0.8 + index * 0.08 })
        .toBuffer(),
      left: (index % 3) * (cellWidth + gutter),
      top: Math.floor(index / 3) * (cellHeight + gutter),
    })),
  )
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(cells)
    .toFormat(format)
    .toBuffer()
}
