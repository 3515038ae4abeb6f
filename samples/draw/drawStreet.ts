/** A city street after rain, at dusk: one vanishing point, lit windows, lamps, and all of it again in the wet road. */
import sharp from 'sharp'
import { createRandom } from './createRandom.ts'
import { bumps, type Canvas, svg } from './layers.ts'

const canvas: Canvas = { width: 1024, height: 768 }
const VANISH = { x: 540, y: 432 }
/** How far the walls stand from the middle of the street, in the plane of the picture, px. */
const WALL = { left: 560, right: 500 }

type Point = [number, number]
type Side = -1 | 1

const points = (list: Point[]) => list.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
const mix = (a: number, b: number, t: number) => a + (b - a) * t
const colour = (from: Point | number[], to: number[], t: number) =>
  `rgb(${from.map((channel, index) => Math.round(mix(channel, to[index] ?? 0, t))).join(',')})`

/** A point on a side wall; depth 1 is at the picture's plane, height in px there, upwards. */
function onWall(side: Side, depth: number, height: number): Point {
  const offset = side * (side < 0 ? WALL.left : WALL.right)
  return [VANISH.x + offset / depth, VANISH.y + (150 - height) / depth]
}

function building(side: Side, near: number, far: number, height: number, random: () => number): string {
  const haze = Math.min(0.86, (near - 0.6) / 6.5)
  const wall = colour([24, 22, 38], [196, 112, 104], haze)
  const quad: Point[] = [
    onWall(side, near, -8),
    onWall(side, near, height),
    onWall(side, far, height),
    onWall(side, far, -8),
  ]
  const windows: string[] = []
  const columns = 3 + Math.floor(random() * 3)
  const storeys = Math.floor(height / 54)
  const style = random()
  for (let storey = 1; storey < storeys; storey++)
    for (let column = 0; column < columns; column++) {
      const lit = random() < 0.46
      const start = mix(near, far, (column + 0.2) / columns)
      const end = mix(near, far, (column + 0.78) / columns)
      const low = storey * 54 + 4
      const high = low + (style > 0.5 ? 36 : 26)
      const warm = random()
      const light = lit
        ? colour([255, 176 + 60 * warm, 84 + 90 * warm], [255, 190, 150], haze * 0.5)
        : colour([14, 16, 32], [150, 96, 104], haze)
      windows.push(
        `<polygon points="${points([onWall(side, start, low), onWall(side, start, high), onWall(side, end, high), onWall(side, end, low)])}" fill="${light}" fill-opacity="${lit ? 0.62 + 0.38 * random() : 0.7}"/>`,
      )
    }
  const shop = colour([255, 150 + 80 * random(), 70 + 120 * random()], [255, 190, 150], haze * 0.6)
  const front: Point[] = [
    onWall(side, near * 1.02, 4),
    onWall(side, near * 1.02, 44),
    onWall(side, far * 0.98, 44),
    onWall(side, far * 0.98, 4),
  ]
  const ledge: Point[] = [
    onWall(side, near, height),
    onWall(side, near, height + 9),
    onWall(side, far, height + 9),
    onWall(side, far, height),
  ]
  return `<polygon points="${points(quad)}" fill="${wall}"/>${windows.join('')}
    <polygon points="${points(front)}" fill="${shop}" fill-opacity=".85"/><polygon points="${points(front)}" fill="${shop}" fill-opacity=".7" filter="url(#glow)"/>
    <polygon points="${points(ledge)}" fill="${colour([14, 13, 26], [170, 96, 96], haze)}"/>`
}

function lamp(side: Side, depth: number): string {
  const [footX, footY] = onWall(side, depth, -6)
  const inward = (-side * 150) / depth
  const x = footX + inward * 0.55
  const top = footY - 260 / depth
  const r = 9 / depth
  return `<path d="M${x} ${footY} V${top} q0 ${-16 / depth} ${inward * 0.3} ${-16 / depth}" fill="none" stroke="#0b0a14" stroke-width="${5 / depth}"/>
    <circle cx="${x + inward * 0.3}" cy="${top - 10 / depth}" r="${r * 9}" fill="url(#lampHalo)"/>
    <circle cx="${x + inward * 0.3}" cy="${top - 10 / depth}" r="${r}" fill="#fff3d6"/>`
}

function townscape(): string {
  const random = createRandom(1948)
  const blocks: string[] = []
  const edges = [9, 6.6, 5, 3.9, 3, 2.25, 1.65, 1.15, 0.78, 0.5]
  for (let index = 0; index + 1 < edges.length; index++)
    for (const side of [-1, 1] as const)
      blocks.push(building(side, edges[index + 1] ?? 1, edges[index] ?? 1, 430 + random() * 520, random))
  const towers = Array.from({ length: 9 }, (_, index) => {
    const height = 70 + random() * 130
    const x = 400 + index * 32 + random() * 14
    return `<rect x="${x}" y="${VANISH.y - height}" width="${20 + random() * 22}" height="${height + 30}" fill="rgb(176,96,104)" fill-opacity=".6"/>`
  }).join('')
  const pavement = ([-1, 1] as const)
    .map((side) => {
      const near = onWall(side, 0.3, -8)
      const far = onWall(side, 9, -8)
      return `<polygon points="${points([near, far, [VANISH.x + side * 20, far[1] + 4], [VANISH.x + side * 700, 768], [near[0], 768]])}" fill="url(#pavement)"/>`
    })
    .join('')
  const lamps = [5, 3.4, 2.3, 1.55, 1.05].flatMap((depth) => [lamp(-1, depth), lamp(1, depth)]).join('')
  return `<rect width="1024" height="768" fill="url(#sky)"/><ellipse cx="${VANISH.x}" cy="${VANISH.y}" rx="330" ry="210" fill="url(#sun)"/>${towers}${blocks.join('')}
    <ellipse cx="${VANISH.x}" cy="${VANISH.y - 6}" rx="250" ry="150" fill="url(#sun)" fill-opacity=".8"/>${pavement}${lamps}`
}

const halo = (id: string, colour: string, opacity: number) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset=".4" stop-color="${colour}" stop-opacity="${opacity * 0.35}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`

const defs = `${halo('lampHalo', '#ffc27a', 0.6)}${halo('headHalo', '#fff3d8', 0.9)}${halo('tailHalo', '#ff3b2a', 0.9)}
  <linearGradient id="sky" x1="0" x2="0" y1="0" y2=".58"><stop offset="0" stop-color="#161a4a"/><stop offset=".38" stop-color="#4a3177"/><stop offset=".68" stop-color="#c35a72"/><stop offset=".88" stop-color="#f7935c"/><stop offset="1" stop-color="#ffd08a"/></linearGradient>
  <radialGradient id="sun"><stop offset="0" stop-color="#ffe2a8" stop-opacity=".95"/><stop offset=".45" stop-color="#ff9a5c" stop-opacity=".42"/><stop offset="1" stop-color="#ff7a5c" stop-opacity="0"/></radialGradient>
  <linearGradient id="pavement" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="440" y2="768"><stop offset="0" stop-color="#c07858"/><stop offset=".3" stop-color="#5d4150"/><stop offset="1" stop-color="#1d1a2c"/></linearGradient>
  <filter id="soft" x="-1" y="-1" width="3" height="3" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="3"/></filter>
  <filter id="glow" x="-1" y="-1" width="3" height="3" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="9"/></filter>`

/** Head and tail lights, as pairs that grow towards us, each with its streak on the wet ground. */
function traffic(): string {
  const random = createRandom(77)
  const pair = (x: number, depth: number, fill: string, halo: string) => {
    const y = VANISH.y + 132 / depth
    return [x - 24, x + 24]
      .map((offset) => {
        const at = VANISH.x + offset / depth
        return `<ellipse cx="${at}" cy="${y + 46 / depth}" rx="${5 / depth}" ry="${44 / depth}" fill="${fill}" fill-opacity=".4" filter="url(#soft)"/>
          <circle cx="${at}" cy="${y}" r="${34 / depth}" fill="url(#${halo})"/><circle cx="${at}" cy="${y}" r="${6 / depth}" fill="${fill}"/>`
      })
      .join('')
  }
  const oncoming = [6.4, 4.6, 3.5, 2.3, 1.5].map((depth) => pair(-120 - 50 * random(), depth, '#fff3d8', 'headHalo'))
  const leaving = [5.6, 4.1, 2.9, 1.8].map((depth) => pair(110 + 60 * random(), depth, '#ff3b2a', 'tailHalo'))
  return [...oncoming, ...leaving].join('')
}

/** The road: everything above the horizon line, upside down, smeared by the wet ground. */
async function wetRoad(town: Buffer): Promise<Buffer> {
  const horizon = VANISH.y + 18
  const height = canvas.height - horizon
  const mirrored = await sharp(town)
    .extract({ left: 0, top: horizon - height, width: canvas.width, height })
    .flip()
    .toBuffer()
  // Squeezed and stretched again, the reflection is smeared downwards only.
  const smeared = await sharp(mirrored)
    .resize(canvas.width, Math.round(height / 22), { fit: 'fill' })
    .toBuffer()
  const long = await sharp(smeared)
    .resize(canvas.width, height, { fit: 'fill', kernel: 'cubic' })
    .blur(2)
    .modulate({ brightness: 0.62, saturation: 1.15 })
    .toBuffer()
  const shape = svg(
    canvas,
    `<path d="M${VANISH.x - 60} ${horizon} L${VANISH.x + 60} ${horizon} L${VANISH.x + 760} 768 L${VANISH.x - 800} 768 Z" fill="#fff"/>`,
  )
  const road = await sharp({ create: { ...canvas, channels: 4, background: '#00000000' } })
    .composite([
      { input: long, left: 0, top: horizon },
      { input: svg(canvas, marks(horizon)), blend: 'over' },
      {
        input: svg(
          canvas,
          `<rect width="1024" height="768" fill="url(#dark)"/>`,
          `<linearGradient id="dark" x1="0" x2="0" y1="${horizon / 768}" y2="1"><stop offset="0" stop-color="#1a1226" stop-opacity=".1"/><stop offset="1" stop-color="#0c0a18" stop-opacity=".66"/></linearGradient>`,
        ),
      },
      { input: shape, blend: 'dest-in' },
    ])
    .png()
    .toBuffer()
  return road
}

/** The dashes of the middle line, shorter with distance. */
function marks(horizon: number): string {
  return [4.2, 3, 2.2, 1.6, 1.15, 0.82]
    .map((depth) => {
      const y = (d: number) => VANISH.y + 150 / d
      const x = (d: number, offset: number) => VANISH.x + offset / d
      const near = depth * 0.86
      return y(depth) < horizon
        ? ''
        : `<polygon points="${points([
            [x(depth, -9), y(depth)],
            [x(depth, 1), y(depth)],
            [x(near, 1), y(near)],
            [x(near, -9), y(near)],
          ])}" fill="#ffe6c4" fill-opacity=".5"/>`
    })
    .join('')
}

/** The picture as JPEG, 1024×768 px. */
export async function drawStreet(): Promise<Buffer> {
  const town = await sharp(svg(canvas, townscape(), defs))
    .removeAlpha()
    .png()
    .toBuffer()
  const scene = await sharp(town)
    .composite([{ input: await wetRoad(town) }, { input: svg(canvas, traffic(), defs) }])
    .toBuffer()
  const bloom = await sharp(scene).linear(1.7, -150).blur(16).toBuffer()
  const grain = bumps(canvas, { frequency: '0.8', octaves: 2, depth: 0.55, blur: 0.2, seed: 2 })
  return sharp(scene)
    .composite([
      { input: bloom, blend: 'screen' },
      { input: grain, blend: 'soft-light' },
    ])
    .blur(0.6)
    .jpeg({ quality: 88, mozjpeg: true })
    .toBuffer()
}
