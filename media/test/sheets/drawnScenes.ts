import type { SeededRandom } from './seededRandom.ts'

/** A scene as SVG of the given size in px. */
type Scene = (random: SeededRandom, width: number, height: number) => string

const tone = (random: SeededRandom, low: number, high: number) =>
  `rgb(${[0, 0, 0].map(() => random.whole(low, high)).join(',')})`

/** A standing person, cut by the lower edge as a half-length portrait is. Nothing is painted behind. */
export function drawFigure(random: SeededRandom, w: number, h: number): string {
  const x = w * random.between(0.4, 0.6)
  const head = h * random.between(0.09, 0.14)
  const top = h * random.between(0.08, 0.2)
  const shoulder = top + head * 2.9
  const half = Math.min(w * random.between(0.15, 0.26), h * 0.45)
  const [hair, skin, coat, lapel] = [
    tone(random, 15, 90),
    tone(random, 120, 215),
    tone(random, 10, 190),
    tone(random, 30, 220),
  ]
  const folds = Array.from({ length: 14 }, () => {
    const fx = x + random.between(-0.8, 0.8) * half
    return `<path d="M${fx} ${random.between(shoulder, h)} q${random.between(-30, 30)} ${h * 0.1} ${random.between(-20, 20)} ${h * 0.3}" stroke="${tone(random, 0, 120)}" stroke-width="${random.between(1, 7)}" fill="none" opacity=".5"/>`
  }).join('')
  return `<ellipse cx="${x}" cy="${top + head * 0.8}" rx="${head * 1.05}" ry="${head * 1.15}" fill="${hair}"/>
    <rect x="${x - head * 0.35}" y="${top + head}" width="${head * 0.7}" height="${head * 2}" fill="${skin}"/>
    <ellipse cx="${x}" cy="${top + head * 1.2}" rx="${head * 0.75}" ry="${head}" fill="${skin}"/>
    <path d="M${x - half} ${h * 1.02} L${x - half * 0.9} ${shoulder + head * 0.6} Q${x - half * 0.8} ${shoulder} ${x} ${shoulder - head * 0.4} Q${x + half * 0.8} ${shoulder} ${x + half * 0.9} ${shoulder + head * 0.6} L${x + half} ${h * 1.02}Z" fill="${coat}"/>
    <path d="M${x} ${h} L${x - half * 0.3} ${shoulder - head * 0.2} L${x} ${shoulder + head} L${x + half * 0.3} ${shoulder - head * 0.2}Z" fill="${lapel}"/>${folds}`
}

/** A figure in a studio: a backdrop that falls off to the edges, a floor or none. */
const studio: Scene = (random, w, h) => {
  const floor = random.chance(0.4)
    ? `<rect y="${h * random.between(0.7, 0.9)}" width="${w}" height="${h}" fill="${tone(random, 30, 200)}" opacity=".5"/>`
    : ''
  return `<radialGradient id="s" cx="${random.between(0.3, 0.7)}" cy="${random.between(0.2, 0.6)}" r="${random.between(0.6, 1.1)}"><stop stop-color="${tone(random, 120, 250)}"/><stop offset="1" stop-color="${tone(random, 20, 190)}"/></radialGradient>
    <rect width="100%" height="100%" fill="url(#s)"/>${floor}${drawFigure(random, w, h)}`
}

/** Lights out of focus. */
const bokeh: Scene = (random, w, h) => {
  const lights = Array.from({ length: random.whole(25, 70) }, () => {
    const [x, y, r] = [random.between(0, w), random.between(0, h), random.between(0.01, 0.12) * h]
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="${tone(random, 60, 255)}" opacity="${random.between(0.2, 0.8)}"/>`
  }).join('')
  return `<linearGradient id="b" x2="${random.next()}" y2="1"><stop stop-color="${tone(random, 0, 90)}"/><stop offset="1" stop-color="${tone(random, 0, 140)}"/></linearGradient><rect width="100%" height="100%" fill="url(#b)"/>${lights}`
}

/** Hills under a sky. */
const landscape: Scene = (random, w, h) => {
  const hills = Array.from({ length: 4 }, (_, k) => {
    const base = h * (0.4 + 0.13 * k)
    const [a, b, c] = [random.between(-0.2, 0.2), random.between(-0.2, 0.2), random.between(-0.15, 0.15)]
    return `<path d="M0 ${base + a * h} C${w * 0.3} ${base + b * h} ${w * 0.6} ${base - b * h} ${w} ${base + c * h} V${h} H0Z" fill="${tone(random, 20, 180)}"/>`
  }).join('')
  return `<linearGradient id="l" x2="0" y2="1"><stop stop-color="${tone(random, 80, 255)}"/><stop offset="1" stop-color="${tone(random, 120, 255)}"/></linearGradient><rect width="100%" height="100%" fill="url(#l)"/>${hills}<circle cx="${random.between(0, w)}" cy="${h * random.between(0.05, 0.3)}" r="${h * 0.06}" fill="#fff3c0"/>`
}

/** A room: walls, a window, a door, a table, all with upright edges of their own. */
const room: Scene = (random, w, h) => {
  const box = (fill: string, x: number, y: number, bw: number, bh: number) =>
    `<rect x="${x * w}" y="${y * h}" width="${bw * w}" height="${bh * h}" fill="${fill}" stroke="${tone(random, 20, 240)}" stroke-width="${h * 0.012}"/>`
  const x = random.between(0.05, 0.5)
  return `<linearGradient id="r" x2="1" y2=".4"><stop stop-color="${tone(random, 60, 240)}"/><stop offset="1" stop-color="${tone(random, 60, 240)}"/></linearGradient><rect width="100%" height="100%" fill="url(#r)"/>
    <path d="M0 ${h * random.between(0.75, 0.9)} L${w} ${h * random.between(0.7, 0.95)} V${h} H0Z" fill="${tone(random, 30, 140)}"/>
    ${box(tone(random, 150, 255), x, 0.12, 0.22, 0.4)}${box(tone(random, 150, 255), x + 0.22, 0.12, 0.22, 0.4)}
    ${box(tone(random, 30, 150), random.between(0.6, 0.85), 0.25, 0.18, 0.6)}
    ${box(tone(random, 30, 180), random.between(0, 0.4), 0.68, 0.4, 0.04)}`
}

/** Two sets without a scene in common: what is tuned on one is reported on the other. */
export const drawnScenes: Record<'tuning' | 'report', readonly Scene[]> = {
  tuning: [studio, bokeh],
  report: [landscape, room],
}
