/** A satin bomber jacket, laid flat and seen from the front. */
import sharp from 'sharp'
import { createRandom } from './createRandom.ts'
import { bumps, type Canvas, shadowOf, stack, svg } from './layers.ts'

const canvas: Canvas = { width: 900, height: 1024 }
const MIDDLE = 450

const BODY = 'M450 336 L370 122 C322 152 276 168 236 184 C252 250 264 312 258 374 C252 530 242 700 236 856 L450 876 Z'
const SLEEVE =
  'M240 182 C188 194 164 240 150 310 C118 460 86 640 76 824 L174 840 C198 700 238 530 262 384 C268 312 254 240 240 182 Z'
const CUFF = 'M77 820 C106 832 142 838 174 837 C178 868 172 896 164 918 C138 928 108 924 84 912 C74 884 74 850 77 820 Z'
const COLLAR = 'M352 116 C358 92 376 78 398 74 C402 150 422 240 450 314 L450 352 C408 292 372 214 352 116 Z'
const HEM =
  'M234 852 C330 876 570 876 666 852 C672 876 668 898 661 922 C570 948 330 948 239 922 C232 898 228 876 234 852 Z'
const INSIDE = 'M398 74 C430 64 470 64 502 74 L500 170 L450 330 L400 170 Z'
const BACK_BAND = 'M396 76 C430 60 470 60 504 76 L500 116 C470 106 430 106 400 116 Z'

/** The left half and its mirror image. */
const both = (half: string) => `${half}<g transform="translate(${2 * MIDDLE} 0) scale(-1 1)">${half}</g>`
const path = (d: string, attributes: string) => `<path d="${d}" ${attributes}/>`

const gradients = `
  <linearGradient id="body" x1="0" x2="1"><stop offset="0" stop-color="#06382f"/><stop offset=".22" stop-color="#0f6e58"/><stop offset=".55" stop-color="#169272"/><stop offset=".85" stop-color="#0e6d57"/><stop offset="1" stop-color="#084739"/></linearGradient>
  <linearGradient id="sleeve" x1="0" x2="1" y1="0" y2=".12"><stop offset="0" stop-color="#0a5243"/><stop offset=".34" stop-color="#1a9c7b"/><stop offset=".62" stop-color="#0e6a55"/><stop offset="1" stop-color="#04271f"/></linearGradient>
  <linearGradient id="rib" y1="0" y2="1" x1="0" x2="0"><stop offset="0" stop-color="#12131a"/><stop offset=".5" stop-color="#272a35"/><stop offset="1" stop-color="#101118"/></linearGradient>
  <linearGradient id="inside" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#7d3514"/><stop offset=".5" stop-color="#c5632a"/><stop offset="1" stop-color="#6a2a0e"/></linearGradient>
  <linearGradient id="metal" x1="0" x2="1"><stop offset="0" stop-color="#6d6f78"/><stop offset=".5" stop-color="#f3f3f6"/><stop offset="1" stop-color="#5c5e67"/></linearGradient>
  <pattern id="knit" width="7" height="60" patternUnits="userSpaceOnUse"><rect width="7" height="60" fill="#000" fill-opacity="0"/><rect width="2.6" height="60" fill="#000" fill-opacity=".62"/><rect x="3.6" width="1.6" height="60" fill="#fff" fill-opacity=".13"/></pattern>
  <pattern id="knitAcross" width="60" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-18)"><rect width="60" height="2.6" fill="#000" fill-opacity=".6"/><rect y="3.6" width="60" height="1.6" fill="#fff" fill-opacity=".14"/></pattern>
  <filter id="soft" filterUnits="userSpaceOnUse" x="0" y="0" width="900" height="1024" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="9"/></filter>
  <filter id="softer" filterUnits="userSpaceOnUse" x="0" y="0" width="900" height="1024" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="20"/></filter>
  <clipPath id="clipBody"><path d="${BODY}"/></clipPath><clipPath id="clipSleeve"><path d="${SLEEVE}"/></clipPath>`

/** Folds: pairs of a dark and a bright stroke that run across the cloth from where it is held. */
function folds(
  seed: number,
  count: number,
  place: (t: number, r: () => number) => [number, number, number, number],
): string {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const [x, y, dx, dy] = place((index + 0.5) / count, random)
    const bend = (random() - 0.5) * 60
    const d = `M${x} ${y} q${dx / 2 + bend} ${dy / 2 + bend * 0.4} ${dx} ${dy}`
    const width = 9 + random() * 13
    return `<g fill="none" stroke-linecap="round">
      <path d="${d}" stroke="#021712" stroke-opacity=".55" stroke-width="${width}"/>
      <path d="${d}" transform="translate(-${width * 0.75} -${width * 0.55})" stroke="#a8ffe4" stroke-opacity=".36" stroke-width="${width * 0.6}"/></g>`
  }).join('')
}

function drawing(): string {
  const sleeveFolds = folds(11, 15, (t, r) => [
    100 + 110 * (1 - t) + r() * 30,
    250 + 540 * t,
    60 + 50 * r(),
    -24 - 50 * r(),
  ])
  const bodyFolds = folds(23, 9, (t, r) => [262 + r() * 26, 380 + 420 * t, 70 + 90 * r(), 30 - 70 * r()])
  const hemFolds = folds(31, 10, (t, r) => [250 + 190 * t, 850, 8 - 24 * r(), -60 - 80 * r()])
  const stitches = 'fill="none" stroke="#7fe3c4" stroke-opacity=".5" stroke-width="1.6" stroke-dasharray="7 4"'
  const seam = 'fill="none" stroke="#021a15" stroke-opacity=".75" stroke-width="2.6"'
  const half = `
    ${path(SLEEVE, 'fill="url(#sleeve)"')}
    <g clip-path="url(#clipSleeve)"><g filter="url(#soft)">${sleeveFolds}</g>${path(SLEEVE, 'fill="none" stroke="#01110d" stroke-opacity=".7" stroke-width="30" filter="url(#soft)"')}</g>
    ${path(CUFF, 'fill="url(#rib)"')}${path(CUFF, 'fill="url(#knit)"')}
    ${path(BODY, 'fill="url(#body)"')}
    <g clip-path="url(#clipBody)"><g filter="url(#soft)">${bodyFolds}${hemFolds}</g>
      <path d="M246 190 C262 260 270 320 264 384 L250 700" fill="none" stroke="#010f0b" stroke-opacity=".8" stroke-width="34" filter="url(#softer)"/>
      <path d="M330 200 C350 330 352 470 340 640" fill="none" stroke="#c8fff0" stroke-opacity=".34" stroke-width="46" filter="url(#softer)"/>
      <path d="M450 330 V880" stroke="#010f0b" stroke-opacity=".65" stroke-width="30" filter="url(#soft)"/></g>
    ${path('M238 186 C254 250 266 312 260 376', seam)}${path('M248 184 C263 248 275 312 269 372', stitches)}
    ${path('M352 610 L300 742', 'stroke="#010d0a" stroke-width="15" stroke-linecap="round"')}${path('M349 611 L298 740', 'stroke="url(#metal)" stroke-width="4" stroke-linecap="round"')}
    ${path('M371 616 L318 752 L286 738 L339 602 Z', stitches)}
    ${path(COLLAR, 'fill="url(#rib)"')}${path(COLLAR, 'fill="url(#knitAcross)"')}
    ${path('M352 116 C372 214 408 292 450 352', 'fill="none" stroke="#000" stroke-opacity=".7" stroke-width="3"')}`
  const teeth = Array.from(
    { length: 73 },
    (_, i) => `<rect x="${i % 2 ? 446 : 450}" y="${346 + i * 7.8}" width="6" height="4.4" fill="#e8e8ee"/>`,
  ).join('')
  return `
    ${path(INSIDE, 'fill="url(#inside)"')}${path(BACK_BAND, 'fill="url(#rib)"')}${path(BACK_BAND, 'fill="url(#knit)"')}
    <rect x="424" y="124" width="52" height="30" rx="2" fill="#f4ead7"/><path d="M432 139 h36 M438 146 h24" stroke="#5a3a22" stroke-width="2.4"/>
    <path d="M398 74 C402 150 422 240 450 314 C478 240 498 150 502 74" fill="none" stroke="#000" stroke-opacity=".6" stroke-width="26" filter="url(#soft)"/>
    ${both(half)}
    ${path(HEM, 'fill="url(#rib)"')}${path(HEM, 'fill="url(#knit)"')}
    ${path('M236 856 C330 880 570 880 664 856', 'fill="none" stroke="#000" stroke-opacity=".75" stroke-width="3"')}
    <rect x="440" y="340" width="20" height="588" fill="#0b0c11"/><rect x="445" y="344" width="10" height="580" fill="#50525c"/>${teeth}
    <path d="M443 340 h14 l4 20 -6 44 h-10 l-6 -44 z" fill="url(#metal)" stroke="#33343b" stroke-width="1.4"/>`
}

/** The picture as PNG, 900×1024 px. */
export async function drawJacket(): Promise<Buffer> {
  const outline = await sharp(svg(canvas, drawing(), gradients))
    .png()
    .toBuffer()
  const jacket = await stack(outline, [
    {
      input: bumps(canvas, { frequency: '0.0075 0.0042', octaves: 3, depth: 90, blur: 5, seed: 5 }),
      blend: 'soft-light',
    },
    {
      input: bumps(canvas, { frequency: '0.02 0.011', octaves: 2, depth: 34, blur: 2.5, seed: 9 }),
      blend: 'soft-light',
    },
    {
      input: bumps(canvas, { frequency: '0.9 0.35', octaves: 2, depth: 0.7, blur: 0.1, seed: 8 }),
      blend: 'soft-light',
    },
  ])
  const paper = svg(
    canvas,
    '<rect width="100%" height="100%" fill="url(#paper)"/>',
    '<radialGradient id="paper" cx=".42" cy=".36" r=".85"><stop offset="0" stop-color="#f6f4f0"/><stop offset="1" stop-color="#dedbd5"/></radialGradient>',
  )
  return sharp(paper)
    .composite([{ input: await shadowOf(jacket, { blur: 24, opacity: 0.55 }), left: 0, top: 0 }, { input: jacket }])
    .removeAlpha()
    .png({ compressionLevel: 9, palette: true, quality: 100, effort: 3 })
    .toBuffer()
}
