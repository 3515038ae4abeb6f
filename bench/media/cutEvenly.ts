/**
 * @module The peer of `media crop`, as `cutEvenly SHEET DIR [DEGREES]`: decodes a sheet, cuts it into six even pieces and encodes them as
 * `media crop` does. Nothing is looked for: a sheet that is turned is turned back by the degrees that it is told.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'

const [sheet = '', outDir = '', degrees = '0'] = process.argv.slice(2)
await mkdir(outDir, { recursive: true })
const decoded = await raster(sharp(await readFile(sheet)).removeAlpha())
const { data, info } = degrees === '0' ? decoded : await straighten(decoded, Number(degrees))
const [width, height] = [(Math.floor(info.width / 3) - 8) & ~1, (Math.floor(info.height / 2) - 8) & ~1]
await Promise.all(
  [0, 1, 2, 3, 4, 5].map(async (i) => {
    const left = Math.floor(((i % 3) * info.width) / 3) + 4
    const top = Math.floor((Math.floor(i / 3) * info.height) / 2) + 4
    const piece = open({ data, info }).extract({ left, top, width, height })
    const png = await piece.png({ compressionLevel: 2, adaptiveFiltering: true }).toBuffer()
    await writeFile(join(outDir, `piece-${i + 1}.png`), png)
  }),
)

type Raster = Awaited<ReturnType<typeof raster>>

function raster(picture: Sharp) {
  return picture.raw().toBuffer({ resolveWithObject: true })
}

function open({ data, info: { width, height } }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** As `media crop` does it, but for the colour beyond the edge, which is white. */
async function straighten(turned: Raster, clockwise: number): Promise<Raster> {
  const angle = (-clockwise * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const whole = await raster(
    open(turned).affine([cos, -sin, sin, cos], { interpolator: 'bicubic', background: 'white' }),
  )
  const { width, height } = turned.info
  const [left, top] = [Math.round((whole.info.width - width) / 2), Math.round((whole.info.height - height) / 2)]
  return raster(open(whole).extract({ left, top, width, height }))
}
