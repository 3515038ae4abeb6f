/** @module The peer of `media resize`: crops pictures to 9:16 by sharp's own attention, three at a time, as it does. `attentionCrop.ts OUT FILE…` */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const [out = '', ...files] = process.argv.slice(2)
await mkdir(out, { recursive: true })
const queue = [...files.entries()]
const work = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { height } = await sharp(next[1]).metadata()
    const size = { width: 9 * 2 * Math.floor(height / 32), height: 16 * 2 * Math.floor(height / 32) }
    await sharp(next[1])
      .resize({ ...size, fit: 'cover', position: 'attention' })
      .png()
      .toFile(join(out, `${next[0]}.png`))
  }
}
await Promise.all([work(), work(), work()])
