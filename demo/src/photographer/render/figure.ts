/** A person and what is worn, lifted out of their photos and laid together. */
import type { OverlayOptions } from 'sharp'
import { cutOutPerson } from './cutOutPerson.ts'
import { cutOutPlain, hasPlainBackground } from './cutOutPlain.ts'
import type { Eyes } from './findEyes.ts'
import { keepHead } from './keepHead.ts'
import { cropLayer, type Layer, place, scaleLayer, toLayer, trimLayer } from './Layer.ts'
import { loadRaster } from './Raster.ts'
import type { Role } from './readPrompt.ts'
import { refineMatte } from './refineMatte.ts'

type Size = { width: number; height: number }
export type Thing = { role: Role; layer: Layer }
export type Person = { layer: Layer; eyes: Eyes }

/** Long side of the copy that masks are made on, px. */
export const MASK_SIDE = 192

export async function liftThing(bytes: Buffer, role: Role, side: number): Promise<Thing> {
  const raster = await loadRaster(bytes, side)
  const matte = hasPlainBackground(raster)
    ? cutOutPlain(raster)
    : new Float32Array(raster.width * raster.height).fill(1)
  return { role, layer: await trimLayer(toLayer(raster, matte)) }
}

/** The person without what is behind; only the head when a garment covers the rest. */
export async function liftPerson(bytes: Buffer, headOnly: boolean, side: number): Promise<Person | undefined> {
  const small = await loadRaster(bytes, MASK_SIDE)
  const cut = cutOutPerson(small)
  if (!cut) return undefined
  const large = await loadRaster(bytes, side)
  const mask = headOnly ? keepHead(small, cut.mask, cut.eyes) : cut.mask
  const scale = large.width / small.width
  const eyes = { x: cut.eyes.x * scale, y: cut.eyes.y * scale, half: cut.eyes.half * scale }
  return { layer: toLayer(large, refineMatte(mask, small, large)), eyes }
}

/** Lays the person, what is worn and what lies around on an empty canvas. */
export async function layFigure(size: Size, frame: Eyes, person: Person, things: Thing[]): Promise<OverlayOptions[]> {
  const worn = things.find(({ role }) => role === 'garment')
  const overlays: OverlayOptions[] = []
  if (worn) {
    const jacket = await scaleLayer(
      worn.layer,
      Math.min(23.5 * frame.half, (26 * frame.half * worn.layer.width) / worn.layer.height),
    )
    overlays.push(...(await place(jacket, frame.x - jacket.width / 2, frame.y + 3.7 * frame.half, size)))
    const chin = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"><defs><radialGradient id="g"><stop offset="0" stop-color="#000" stop-opacity=".75"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs><ellipse cx="${frame.x}" cy="${frame.y + 5.6 * frame.half}" rx="${4 * frame.half}" ry="${3.4 * frame.half}" fill="url(#g)"/></svg>`,
    )
    overlays.push({ input: chin, blend: 'atop' })
  }
  const scale = frame.half / person.eyes.half
  // Only what will be seen is enlarged: a tiny face in a wide photo would make a gigantic layer.
  const seen = await cropLayer(person.layer, {
    left: person.eyes.x - frame.x / scale,
    top: person.eyes.y - frame.y / scale,
    right: person.eyes.x + (size.width - frame.x) / scale,
    bottom: person.eyes.y + (size.height - frame.y) / scale,
  })
  const body = await scaleLayer(seen.layer, seen.layer.width * scale)
  const left = frame.x + (seen.left - person.eyes.x) * scale
  overlays.push(...(await place(body, left, frame.y + (seen.top - person.eyes.y) * scale, size)))
  const glasses = things.find(({ role, layer }) => role === 'accessory' && layer.width > 1.8 * layer.height)
  if (glasses) {
    const scaled = await scaleLayer(glasses.layer, 5.9 * frame.half)
    overlays.push(...(await place(scaled, frame.x - scaled.width / 2, frame.y - scaled.height * 0.4, size)))
  }
  return overlays
}
