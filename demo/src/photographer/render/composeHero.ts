/** The hero picture: the person in the garments on a set, lit by a hard flash, as a cut-paper collage. */
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import { hasPlainBackground } from './cutOutPlain.ts'
import { drawBackdrop, GEL_PAIR } from './drawBackdrop.ts'
import { layFigure, liftPerson, liftThing, MASK_SIDE, type Person, type Thing } from './figure.ts'
import { FILM, filmLook, type Look, PLAIN } from './filmLook.ts'
import type { Eyes } from './findEyes.ts'
import { type Layer, place, scaleLayer, silhouette, turnLayer } from './Layer.ts'
import { loadRaster, type Raster } from './Raster.ts'
import type { Instructions, Role } from './readPrompt.ts'

type Size = { width: number; height: number }

const png = (picture: Sharp) => picture.png({ compressionLevel: 0 }).toBuffer()
const blank = ({ width, height }: Size) => sharp({ create: { width, height, channels: 4, background: '#00000000' } })

/** Sorts the references by what the prompt calls them, else by what they look like. */
async function sortReferences(references: Buffer[], roles: Map<number, Role>) {
  const looked = await Promise.all(references.map((bytes) => loadRaster(bytes, MASK_SIDE)))
  const roleOf = (index: number): Role => {
    const told = roles.get(index + 1)
    if (told) return told
    const raster = looked[index]
    if (index === 0) return 'model'
    return raster && hasPlainBackground(raster) ? 'garment' : 'location'
  }
  return references.map((bytes, index) => ({ bytes, role: roleOf(index) }))
}

/** Long side of the copies that cut-outs are made of, px: no more than the picture can show. */
const cutOutSide = ({ width, height }: Size) => Math.min(1024, Math.round(0.6 * Math.max(width, height)))

/** Where the eyes come to lie, and half their distance, px: the measure of all that is placed. */
function frameFor(size: Size, person: Person, dressed: boolean, pose: Instructions['pose']): Eyes {
  const { width, height } = size
  const top = 0.085 * height
  const wide = width > height
  const dressedHalf = Math.min((wide ? 0.041 : 0.0315) * height, width / 24)
  // A bust that ends in the photo must reach the lower edge of the picture.
  const below = (person.layer.height - person.eyes.y) / person.eyes.half
  const bareHalf = (height - top) / (below + 4)
  const half = (dressed ? dressedHalf : Math.max(bareHalf, dressedHalf)) * pose.closeness
  return { x: pose.x * width, y: top + 4 * half, half }
}

/** What is not worn lies beside the person like a paper cutting, with its own shadow. */
async function layAround(size: Size, frame: Eyes, things: Thing[]): Promise<OverlayOptions[]> {
  const worn = things.find(({ role }) => role === 'garment')
  const loose = things.filter(
    (thing) => thing !== worn && !(thing.role === 'accessory' && thing.layer.width > 1.8 * thing.layer.height),
  )
  const overlays: OverlayOptions[] = []
  for (const [index, { layer, role }] of loose.slice(0, 4).entries()) {
    const side = index % 2 === 0 ? 1 : -1
    const height = (role === 'garment' ? 12 : 8) * frame.half
    const turned = await turnLayer(
      await scaleLayer(layer, (height * layer.width) / layer.height),
      side * (6 + 3 * index),
    )
    const x = (side > 0 ? 0.82 : 0.18) * size.width - turned.width / 2
    const y = (index < 2 ? 0.68 : 0.3) * size.height - turned.height / 2
    const shadow = await silhouette(turned, '#0a0a10', 0.6, frame.half * 0.2)
    overlays.push(
      ...(await place(shadow, x + frame.half * 0.4, y + frame.half * 0.4, size)),
      ...(await place(turned, x, y, size)),
    )
  }
  return overlays
}

async function lookBehind(
  size: Size,
  location: Buffer | undefined,
  instructions: Instructions,
  seed: number,
): Promise<Buffer> {
  if (!location) return drawBackdrop(instructions.backdrop, instructions.gels, size, seed)
  const blur = Math.max(0.5, 0.0022 * Math.max(size.width, size.height))
  return png(sharp(location).autoOrient().resize(size.width, size.height, { fit: 'cover' }).removeAlpha().blur(blur))
}

/** Leans a figure to the right by some degrees, its lower edge staying where it is. */
function lean({ data, width, height }: Layer, degrees: number): void {
  const slope = Math.tan((degrees * Math.PI) / 180)
  for (let y = 0; y < height; y++) {
    const shift = Math.round(slope * (height - y) * 0.5)
    if (shift === 0) continue
    const start = 4 * y * width
    const row = Buffer.from(data.subarray(start, start + 4 * width))
    data.fill(0, start, start + 4 * width)
    row.copy(data, start + 4 * Math.max(0, shift), 4 * Math.max(0, -shift), 4 * (width - Math.max(0, shift)))
  }
}

/** The shadow that a flash beside the camera throws on the wall: a sharp one to the side, and a soft one all around. */
async function wallShadow(figure: Layer, half: number, outside: boolean): Promise<OverlayOptions[]> {
  // Shadows are soft: a quarter of the size is enough to draw them.
  const small = await scaleLayer(figure, figure.width / 4)
  const cast = async (opacity: number, blur: number, x: number, y: number) =>
    place(await silhouette(small, '#07070c', opacity, blur / 4), x / 4, y / 4, small)
  const overlays = [
    ...(await cast(0.5, half * 1.6, 0, half * 0.5)),
    ...(outside ? [] : await cast(0.78, half * 0.16, half * 1.15, half * 0.55)),
  ]
  const input = await sharp(await png(blank(small).composite(overlays)))
    .resize(figure.width, figure.height, { fit: 'fill' })
    .raw()
    .toBuffer()
  return [{ input, raw: { width: figure.width, height: figure.height, channels: 4 } }]
}

/** Coloured light falls on the person too. */
function washOf({ backdrop, gels }: Instructions): NonNullable<Look['wash']> {
  const factors = (colour: string) =>
    [1, 3, 5].map((at) => 0.72 + 0.5 * (Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  if (backdrop === 'color-gel') return { left: factors(gels[0] ?? GEL_PAIR[0]), right: factors(gels[1] ?? GEL_PAIR[1]) }
  if (backdrop === 'city-dusk') return { left: [0.9, 0.92, 1.14], right: [1.16, 0.98, 0.86] }
  if (backdrop === 'warm-daylight') return { left: [1.1, 1.02, 0.88], right: [1.04, 1, 0.94] }
  return { left: [1, 1, 1], right: [1, 1, 1] }
}

/** The picture, developed, as a raster; without a face to be found, the photo itself takes the place of the figure. */
export async function composeHero(
  references: Buffer[],
  instructions: Instructions,
  size: Size,
  seed: number,
): Promise<Raster> {
  const sorted = await sortReferences(references, instructions.roles)
  const photo = sorted.find(({ role }) => role === 'model' || role === 'photograph')?.bytes
  const location = sorted.find(({ role }) => role === 'location')?.bytes
  const side = cutOutSide(size)
  const dressed = sorted.some(({ role }) => role === 'garment')
  const [things, person, backdrop] = await Promise.all([
    Promise.all(
      sorted
        .filter(({ role }) => role === 'garment' || role === 'accessory')
        .map(({ bytes, role }) => liftThing(bytes, role, side)),
    ),
    photo && liftPerson(photo, dressed, side),
    lookBehind(size, location, instructions, seed),
  ])
  const outside = location !== undefined || ['outdoor-urban', 'city-dusk'].includes(instructions.backdrop)

  let scene = sharp(backdrop)
  let centre = { x: 0.5, y: 0.4 }
  if (person) {
    const frame = frameFor(size, person, dressed, instructions.pose)
    centre = { x: frame.x / size.width, y: (frame.y + 4 * frame.half) / size.height }
    const laid = blank(size).composite(await layFigure(size, frame, person, things))
    const figure: Layer = { data: await laid.raw().toBuffer(), ...size }
    lean(figure, instructions.pose.lean)
    scene = scene.composite([
      ...(await wallShadow(figure, frame.half, outside)),
      { input: figure.data, raw: { ...size, channels: 4 } },
      ...(await layAround(size, frame, things)),
    ])
  } else {
    const frame = { x: size.width / 2, y: size.height * 0.25, half: size.height * 0.03 }
    const subject = photo
      ? [
          {
            input: await sharp(photo)
              .autoOrient()
              .resize({
                width: Math.round(size.width * 0.6),
                height: Math.round(size.height * 0.8),
                fit: 'cover',
                position: 'attention',
              })
              .png()
              .toBuffer(),
          },
        ]
      : []
    scene = scene.composite([...subject, ...(await layAround(size, frame, things))])
  }
  const { data } = await sharp(await png(scene))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raster: Raster = { data, ...size }
  const look: Look = { ...(instructions.look.film ? FILM : PLAIN), wash: washOf(instructions) }
  filmLook(raster, instructions.look.monochrome ? { ...look, saturation: 0 } : look, centre, seed)
  return raster
}
