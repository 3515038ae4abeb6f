import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { SeededRandom } from '../sheets/seededRandom.ts'

export const sets = ['studio', 'gel', 'wall', 'street', 'city'] as const
export type SetName = (typeof sets)[number]

const STREET = new URL('../../../samples/location.jpg', import.meta.url)

/** What is behind the person, px: plain paper, coloured light, skin-coloured bricks, the sample's blurred street, towers with lit windows. */
export async function drawSet(name: SetName, width: number, height: number, random: SeededRandom): Promise<Buffer> {
  if (name === 'street') {
    const street = sharp(await readFile(STREET)).resize(width, height, { fit: 'cover' })
    return street.blur(random.between(0.5, 6.5)).png({ compressionLevel: 0 }).toBuffer()
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1500 1000" preserveAspectRatio="xMidYMid slice">${draw(name, random)}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 0 }).toBuffer()
}

function draw(name: Exclude<SetName, 'street'>, random: SeededRandom): string {
  const hue = () => random.whole(0, 359)
  const floor = `<rect y="${random.between(760, 880)}" width="1500" height="300" opacity=".25"/>`
  switch (name) {
    case 'studio': {
      const grey = random.whole(0, 100)
      return sweep(`hsl(0 0% ${grey}%)`, `hsl(0 0% ${Math.max(0, grey - 25)}%)`) + floor
    }
    case 'gel':
      return sweep(`hsl(${hue()} 90% 50%)`, `hsl(${hue()} 90% 45%)`)
    case 'wall': {
      const joints = Array.from({ length: 14 }, (_, i) => `M0 ${i * 80} H1500 M${i * 150} 0 V1000`).join(' ')
      const bricks = sweep(`hsl(${random.between(15, 40)} 40% 55%)`, '#8a5a3a')
      return `${bricks}<path d="${joints}" stroke="#5b3823" stroke-width="5" opacity=".6"/>${floor}`
    }
    case 'city':
      return sweep('#2a2350', '#e0657e') + Array.from({ length: 14 }, (_, i) => tower(i * 110, random)).join('')
  }
}

function sweep(from: string, to: string): string {
  return `<linearGradient id="sweep" x2=".9" y2=".5"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient><rect width="1500" height="1000" fill="url(#sweep)"/>`
}

function tower(at: number, random: SeededRandom): string {
  const x = at + random.between(0, 40)
  const roof = 1000 - random.between(300, 800)
  const lit = Array.from({ length: 24 }, (_, k) =>
    random.chance(0.5)
      ? `<rect x="${x + 8 + (k % 3) * 26}" y="${roof + 20 + Math.floor(k / 3) * 48}" width="16" height="26" fill="#ffc36b"/>`
      : '',
  )
  return `<rect x="${x}" y="${roof}" width="88" height="1000" fill="#221a36"/>${lit.join('')}`
}
