/** @module The peer of `media crop`: decodes a sheet, cuts it into six even pieces and encodes them as `media crop` does. Nothing is looked for. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const [sheet = '', outDir = ''] = process.argv.slice(2)
await mkdir(outDir, { recursive: true })
const { data, info } = await sharp(await readFile(sheet))
  .removeAlpha()
  .raw()
  .toBuffer({ resolveWithObject: true })
const [width, height] = [(Math.floor(info.width / 3) - 8) & ~1, (Math.floor(info.height / 2) - 8) & ~1]
await Promise.all(
  [0, 1, 2, 3, 4, 5].map(async (i) => {
    const left = Math.floor(((i % 3) * info.width) / 3) + 4
    const top = Math.floor((Math.floor(i / 3) * info.height) / 2) + 4
    const piece = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .extract({ left, top, width, height })
      .png({ compressionLevel: 2, adaptiveFiltering: true })
    await writeFile(join(outDir, `piece-${i + 1}.png`), await piece.toBuffer())
  }),
)
