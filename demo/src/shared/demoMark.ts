import sharp from 'sharp'

// Drawn as strokes on a 24-unit baseline, so that the mark looks alike on machines without fonts.
const letters = [
  'M14 12 a6 6 0 1 0 0 8 M14 2 V22', // d
  'M21 16 H33 a6 6 0 1 0 -2.5 5', // e
  'M40 22 V10 M40 14 q0 -4 4 -4 t4 4 V22 M48 14 q0 -4 4 -4 t4 4 V22', // m
  'M63 16 a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0', // o
]

/**
 * The word "demo" as a small translucent plate.
 * @param height in px
 * @returns a PNG with alpha, about 3.1 times as wide as high
 */
export function demoMark(height: number): Promise<Buffer> {
  const strokes = letters.map((d) => `<path d="${d}"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -6 96 36" width="${Math.round((height * 96) / 36)}" height="${height}">
    <rect x="-8" y="-6" width="96" height="36" rx="10" fill="#000" fill-opacity="0.38"/>
    <g fill="none" stroke="#fff" stroke-opacity="0.92" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
