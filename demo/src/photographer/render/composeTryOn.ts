/** A person's own photo, with a garment laid on: the head looks out of it, and all around stays as it was. */
import sharp from 'sharp'
import { layFigure, liftPerson, liftThing } from './figure.ts'
import { place, scaleLayer } from './Layer.ts'
import type { Raster } from './Raster.ts'

type Size = { width: number; height: number }

/** The picture as a raster; without a face to be found, the garment lies in the photo's middle. */
export async function composeTryOn([person, garment]: Buffer[], size: Size): Promise<Raster> {
  if (!person || !garment) throw new Error('A try-on needs the photos of a person and of a garment.')
  const photo = await sharp(person)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(size.width, size.height, { fit: 'cover' })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const side = Math.max(size.width, size.height)
  const [wearer, worn] = await Promise.all([liftPerson(photo, true, side), liftThing(garment, 'garment', side)])
  const { layer } = worn
  const overlays = wearer ? await layFigure(size, wearer.eyes, wearer, [worn]) : await layInMiddle(layer, size)
  const blank = sharp({ create: { ...size, channels: 4, background: '#00000000' } })
  const figure = await blank.composite(overlays).raw().toBuffer()
  const data = await sharp(photo)
    .composite([{ input: figure, raw: { ...size, channels: 4 } }])
    .removeAlpha()
    .raw()
    .toBuffer()
  return { data, ...size }
}

async function layInMiddle(garment: Parameters<typeof scaleLayer>[0], size: Size) {
  const fit = Math.min((0.6 * size.width) / garment.width, (0.6 * size.height) / garment.height)
  const layer = await scaleLayer(garment, garment.width * fit)
  return place(layer, (size.width - layer.width) / 2, (size.height - layer.height) / 2, size)
}
