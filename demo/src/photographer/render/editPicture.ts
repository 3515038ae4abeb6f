/** Changes one finished picture as an instruction says. */
import sharp, { type Sharp } from 'sharp'
import { cutOutPerson } from './cutOutPerson.ts'
import { filmLook, REPRINT } from './filmLook.ts'
import { loadRaster, type Raster } from './Raster.ts'
import type { EditStep } from './readEdits.ts'
import { refineMatte } from './refineMatte.ts'
import { warp } from './warp.ts'

type Size = { width: number; height: number }

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

async function open(bytes: Buffer, { width, height }: Size): Promise<Raster> {
  const { data } = await sharp(bytes)
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height }
}

async function process({ data, width, height }: Raster, change: (picture: Sharp) => Sharp): Promise<Raster> {
  const result = await change(sharp(data, { raw: { width, height, channels: 3 } }))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: result.data, width, height }
}

/** Paints the surroundings of the person; without a face to be found, all but an oval in the middle. */
async function repaintBackground(picture: Raster, colour: string): Promise<Raster> {
  const { data, width, height } = picture
  const encoded = await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const small = await loadRaster(encoded, 192)
  const cut = cutOutPerson(small)
  const oval = () =>
    Uint8Array.from({ length: small.width * small.height }, (_, i) => {
      const x = ((i % small.width) / small.width - 0.5) / 0.36
      const y = (Math.floor(i / small.width) / small.height - 0.58) / 0.54
      return x * x + y * y < 1 ? 1 : 0
    })
  const medium = await loadRaster(encoded, 1024)
  const matte = refineMatte(cut?.mask ?? oval(), small, medium)
  const alpha = await sharp(Buffer.from(matte.map((value) => value * 255)), {
    raw: { width: medium.width, height: medium.height, channels: 1 },
  })
    .resize(width, height, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer()
  const [red = 0, green = 0, blue = 0] = channels(colour)
  for (let i = 0; i < width * height; i++) {
    const y = Math.floor(i / width) / height - 0.4
    const x = (i % width) / width - 0.5
    const light = 1.12 - 0.75 * Math.min(1, x * x + y * y)
    const a = (alpha[i] ?? 0) / 255
    data[3 * i] = (data[3 * i] ?? 0) * a + Math.min(255, red * light) * (1 - a)
    data[3 * i + 1] = (data[3 * i + 1] ?? 0) * a + Math.min(255, green * light) * (1 - a)
    data[3 * i + 2] = (data[3 * i + 2] ?? 0) * a + Math.min(255, blue * light) * (1 - a)
  }
  return picture
}

function tint({ data, width, height }: Raster, colour: string, strength: number): Raster {
  const gains = channels(colour).map((value) => 1 - strength + strength * (value / 148))
  return { data: data.map((value, i) => Math.min(255, value * (gains[i % 3] ?? 1))), width, height }
}

function zoom(picture: Raster, factor: number): Raster {
  const { width, height } = picture
  const w = width / factor
  const h = height / factor
  const left = (width - w) / 2
  // The head is in the upper part: a closer crop keeps it.
  const top = (height - h) * (factor > 1 ? 0.3 : 0.5)
  return warp(
    picture,
    [
      { x: left, y: top },
      { x: left + w, y: top },
      { x: left + w, y: top + h },
      { x: left, y: top + h },
    ],
    width,
    height,
  )
}

function tilt(picture: Raster, degrees: number): Raster {
  const { width, height } = picture
  const angle = (degrees * Math.PI) / 180
  const corner = (sx: number, sy: number) => {
    const dx = sx * width * 0.43
    const dy = sy * height * 0.43
    return {
      x: width / 2 + dx * Math.cos(angle) + dy * Math.sin(angle),
      y: height / 2 - dx * Math.sin(angle) + dy * Math.cos(angle),
    }
  }
  return warp(picture, [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], width, height)
}

async function apply(step: EditStep, picture: Raster): Promise<Raster> {
  switch (step.kind) {
    case 'background':
      return repaintBackground(picture, step.colour)
    case 'tint':
      return tint(picture, step.colour, step.strength)
    case 'brightness':
      return process(picture, (image) => image.modulate({ brightness: step.factor }))
    case 'contrast':
      return process(picture, (image) => image.linear(step.factor, 120 * (1 - step.factor)))
    case 'saturation':
      return process(picture, (image) => image.modulate({ saturation: step.factor }))
    case 'monochrome':
      return process(picture, (image) => image.modulate({ saturation: 0 }))
    case 'mirror':
      return process(picture, (image) => image.flop())
    case 'zoom':
      return zoom(picture, step.factor)
    case 'tilt':
      return tilt(picture, step.degrees)
    case 'soften':
      return process(picture, (image) => image.blur(picture.width * 0.003))
  }
}

/** The changed picture; an instruction that cannot be followed simply gets a mild new grade and a slightly closer crop. */
export async function editPicture(bytes: Buffer, steps: EditStep[], size: Size, seed: number): Promise<Raster> {
  let picture = await open(bytes, size)
  const fallback: EditStep[] = [
    { kind: 'contrast', factor: 1.08 },
    { kind: 'tint', colour: '#ffd2a0', strength: 0.1 },
    { kind: 'zoom', factor: 1.04 },
  ]
  for (const step of steps.length > 0 ? steps : fallback) picture = await apply(step, picture)
  filmLook(picture, REPRINT, { x: 0.5, y: 0.5 }, seed)
  return picture
}
