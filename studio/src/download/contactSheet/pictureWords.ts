import type { WordsPicture } from './Typesetter.ts'

/** px to a pt: 288 to the inch */
const DENSITY = 4
/** Above and below the letters, of their size: marks of other scripts reach far. */
const ROOM = 0.5

/** Words as the browser writes them, in whatever script. */
export async function pictureWords(words: string, size: number, bold: boolean): Promise<WordsPicture> {
  const font = `${bold ? 600 : 400} ${size * DENSITY}px "Inter Variable", system-ui, sans-serif`
  // The page loads the letters of a script when they are first seen on it.
  await document.fonts.load(font, words)
  const measured = context(new OffscreenCanvas(1, 1))
  measured.font = font
  const width = Math.ceil(measured.measureText(words).width) + 2
  const height = Math.ceil(size * DENSITY * (1 + 2 * ROOM))
  const canvas = new OffscreenCanvas(width, height)
  const drawn = context(canvas)
  drawn.font = font
  drawn.fillStyle = '#1b1a18'
  drawn.fillText(words, 0, height - size * DENSITY * ROOM)
  const png = await canvas.convertToBlob({ type: 'image/png' })
  return {
    png: new Uint8Array(await png.arrayBuffer()),
    width: width / DENSITY,
    height: height / DENSITY,
    baseline: size * ROOM,
  }
}

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const drawing = canvas.getContext('2d')
  if (drawing === null) throw new Error('This browser has no canvas to draw on.')
  return drawing
}
