/** A pair of tortoiseshell sunglasses, seen from the front. */
import sharp from 'sharp'
import { type Canvas, shadowOf, svg } from './layers.ts'

const canvas: Canvas = { width: 1024, height: 512 }
const MIDDLE = 512

const FRAME =
  'M512 181 C488 178 466 177 446 182 C360 152 210 148 112 168 C92 172 84 190 92 206 C104 222 116 226 124 262 C138 344 196 392 286 390 C384 388 444 332 462 258 C470 232 490 224 512 226 Z'
const LENS =
  'M432 206 C346 182 224 180 150 198 C146 222 152 254 160 276 C178 332 220 364 286 362 C366 360 416 316 432 248 C436 232 436 218 432 206 Z'
const ARM = 'M112 172 C98 166 88 172 86 186 L90 206 C100 214 112 210 118 202 Z'

const defs = `
  <linearGradient id="frame" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#6b3517"/><stop offset=".35" stop-color="#3a1a0b"/><stop offset="1" stop-color="#1b0b05"/></linearGradient>
  <linearGradient id="lens" x1=".1" x2=".3" y1="0" y2="1"><stop offset="0" stop-color="#0c0d14"/><stop offset=".55" stop-color="#2c2330"/><stop offset="1" stop-color="#a9673b"/></linearGradient>
  <linearGradient id="glare" x1="0" x2="1"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#fff" stop-opacity=".02"/></linearGradient>
  <filter id="soft" filterUnits="userSpaceOnUse" x="0" y="0" width="1024" height="512" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="5"/></filter>
  <clipPath id="clipLens"><path d="${LENS}"/></clipPath><clipPath id="clipFrame"><path d="${FRAME}"/></clipPath>`

function drawing(): string {
  const spots = [
    [150, 182, 34, 15],
    [236, 172, 40, 11],
    [330, 176, 38, 12],
    [424, 190, 30, 10],
    [128, 250, 16, 34],
    [180, 352, 30, 18],
    [300, 378, 40, 12],
    [398, 340, 26, 26],
    [448, 262, 14, 30],
    [498, 206, 16, 10],
  ]
    .map(([x, y, rx, ry]) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="#c9762c" fill-opacity=".62"/>`)
    .join('')
  const half = `
    <path d="${ARM}" fill="#2a1207"/>
    <path d="${FRAME}" fill="url(#frame)"/><g clip-path="url(#clipFrame)" filter="url(#soft)">${spots}</g>
    <path d="M120 172 C214 154 356 158 444 188 C466 183 490 184 512 187" fill="none" stroke="#ffdfb8" stroke-opacity=".8" stroke-width="4" stroke-linecap="round"/>
    <path d="M134 282 C156 344 206 382 286 380 C362 378 420 344 444 288" fill="none" stroke="#e9a05c" stroke-opacity=".4" stroke-width="4" stroke-linecap="round"/>
    <path d="${LENS}" fill="url(#lens)"/>
    <path d="${LENS}" fill="none" stroke="#090302" stroke-width="5"/>
    <circle cx="124" cy="192" r="5" fill="#e5d6b2"/><circle cx="124" cy="192" r="2" fill="#6c5a32"/>`
  const glare = `<g clip-path="url(#clipLens)"><path d="M176 150 L282 150 L196 400 L90 400 Z" fill="url(#glare)"/><path d="M306 150 L334 150 L248 400 L220 400 Z" fill="#fff" fill-opacity=".12"/></g>`
  const shine = `<g clip-path="url(#clipLens)"><ellipse cx="250" cy="386" rx="170" ry="52" fill="#ffb777" fill-opacity=".34" filter="url(#soft)"/></g>`
  // The light comes from one side, so the reflections are moved, not mirrored.
  return `${half}${shine}${glare}<g transform="translate(${2 * MIDDLE} 0) scale(-1 1)">${half}${shine}</g>
    <g transform="translate(${2 * MIDDLE} 0) scale(-1 1)"><g clip-path="url(#clipLens)"><path d="M400 150 L294 150 L380 400 L486 400 Z" fill="url(#glare)"/></g></g>`
}

/** The picture as PNG, 1024×512 px. */
export async function drawSunglasses(): Promise<Buffer> {
  const glasses = await sharp(svg(canvas, drawing(), defs))
    .png()
    .toBuffer()
  const paper = svg(
    canvas,
    '<rect width="100%" height="100%" fill="url(#paper)"/>',
    '<radialGradient id="paper" cx=".45" cy=".3" r=".9"><stop offset="0" stop-color="#f7f5f1"/><stop offset="1" stop-color="#dcd8d1"/></radialGradient>',
  )
  const shadow = await sharp(await shadowOf(glasses, { blur: 16, opacity: 0.6 }))
    .extract({ left: 0, top: 0, width: 1024, height: 488 })
    .toBuffer()
  return sharp(paper)
    .composite([{ input: shadow, left: 0, top: 24 }, { input: glasses }])
    .removeAlpha()
    .png({ compressionLevel: 9, palette: true, quality: 100, effort: 3 })
    .toBuffer()
}
