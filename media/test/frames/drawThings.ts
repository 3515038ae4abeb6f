import { readFile } from 'node:fs/promises'
import sharp, { type OverlayOptions } from 'sharp'
import type { SeededRandom } from '../sheets/seededRandom.ts'

const GARMENT = new URL('../../../samples/garment.png', import.meta.url)

/** Up to three things that draw the eye away from the person, anywhere in a frame of this size in px. */
export async function drawThings(width: number, height: number, random: SeededRandom): Promise<OverlayOptions[]> {
  const things: OverlayOptions[] = []
  for (let count = random.whole(0, 3); count > 0; count--) {
    const side = Math.round(height * random.between(0.12, 0.37))
    const left = Math.round(random.between(0, width - side))
    const top = Math.round(random.between(0, height - side))
    things.push({ input: await drawThing(side, random), left, top })
  }
  return things
}

async function drawThing(side: number, random: SeededRandom): Promise<Buffer> {
  const bright = `hsl(${random.whole(0, 359)} 90% 48%)`
  const shape = random.pick([
    // a ball, a sign, a lamp, a plant; else a jacket on white paper
    `<circle cx="50" cy="50" r="48" fill="${bright}"/>`,
    `<rect x="5" y="20" width="90" height="60" fill="${bright}"/><path d="M15 40 H85 M15 60 H60" stroke="#fff" stroke-width="8"/>`,
    '<radialGradient id="l"><stop stop-color="#fff"/><stop offset="1" stop-color="#fff0b0" stop-opacity="0"/></radialGradient><circle cx="50" cy="50" r="50" fill="url(#l)"/>',
    '<path d="M40 10 H60 L66 100 H34Z" fill="#2f6b35"/><path d="M50 40 Q10 20 8 60 M50 50 Q90 20 92 70" stroke="#3f8b45" stroke-width="10" fill="none"/>',
    null,
  ])
  if (shape === null)
    return sharp(await readFile(GARMENT))
      .resize(side, side, { fit: 'inside' })
      .png()
      .toBuffer()
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">${shape}</svg>`,
  )
}
