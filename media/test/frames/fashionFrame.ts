import sharp, { type OverlayOptions } from 'sharp'
import type { Box } from '../../src/geometry/Box.ts'
import { type SeededRandom, seededRandom } from '../sheets/seededRandom.ts'
import { drawSet, sets } from './drawSet.ts'
import { drawThings } from './drawThings.ts'
import { partInFrame } from './partInFrame.ts'
import { people, posePerson } from './posePerson.ts'

export interface FashionFrame {
  /** A PNG. */
  bytes: Buffer
  /** The head with its hair, px. */
  head: Box
  /** What it was put together from. */
  traits: { person: string; set: string; framing: string }
}

/** Height of the head as a share of the frame's. */
const FRAMINGS = { 'full figure': [0.1, 0.16], 'half figure': [0.2, 0.36], portrait: [0.42, 0.62] } as const
const framings = Object.keys(FRAMINGS) as (keyof typeof FRAMINGS)[]

/**
 * A frame of a shoot whose head is at a known place: somebody (the licensed photo, its head on drawn clothes, or all drawn) on a set with
 * up to three things that draw the eye too. The same seed makes the same frame.
 *
 * @param width px
 * @param height px
 */
export async function fashionFrame(seed: number, width: number, height: number): Promise<FashionFrame> {
  const random = seededRandom(seed * 7919 + 13)
  const set = random.pick(sets)
  const framing = random.pick(framings)
  // The photo ends at the waist: it makes no full figure.
  const person = random.pick(framing === 'full figure' ? people.slice(1) : people)
  const [least, most] = FRAMINGS[framing]
  const { layer, head } = await posePerson(person, height * random.between(least, most), random)

  // The head is whole in the frame, anywhere from side to side; the body may be cut by any edge.
  const x = Math.round(random.between(0, Math.max(0, width - head.width)) - head.left)
  const y = Math.round(height * random.between(0.02, framing === 'portrait' ? 0.14 : 0.32) - head.top)
  const things = await drawThings(width, height, random)
  const scene = await sharp(await drawSet(set, width, height, random))
    .composite([...things, ...(await partInFrame(layer, x, y, width, height))])
    .png({ compressionLevel: 0 })
    .toBuffer()
  return {
    bytes: await develop(scene, width, height, random),
    head: { ...head, left: head.left + x, top: head.top + y },
    traits: { person, set, framing },
  }
}

/** Light, colour and grain of the whole: warm or cold, dark or bright, one in eight without colour. */
async function develop(scene: Buffer, width: number, height: number, random: SeededRandom): Promise<Buffer> {
  const gain = random.between(0.55, 1.3)
  const warmth = random.between(-0.15, 0.15)
  const noise: OverlayOptions = {
    input: await grain(width, height, random),
    raw: { width, height, channels: 3 },
    blend: 'overlay',
  }
  const toned = await sharp(scene)
    .removeAlpha()
    .linear([gain * (1 + warmth), gain, gain * (1 - warmth)], [0, 0, 0])
    .modulate({ saturation: random.chance(1 / 8) ? 0 : 1 })
    .png({ compressionLevel: 0 })
    .toBuffer()
  return sharp(toned).composite([noise]).removeAlpha().png({ compressionLevel: 1 }).toBuffer()
}

async function grain(width: number, height: number, random: SeededRandom): Promise<Buffer> {
  const strength = random.between(6, 40)
  const bytes = Buffer.alloc(width * height * 3)
  for (let i = 0; i < bytes.length; i += 3) bytes.fill(128 + strength * (random.next() - 0.5), i, i + 3)
  return bytes
}
