import type { Box } from '../../src/geometry/Box.ts'
import type { SeededRandom } from '../sheets/seededRandom.ts'

/** A person as SVG. The head's middle is the origin and its height with the hair is 1. */
export interface DrawnPerson {
  svg: string
  /** All that is drawn lies in it. */
  bounds: Box
  /** The head with its hair. */
  head: Box
}

const SKINS = ['#f3d7c2', '#e3b592', '#c98f68', '#a66b43', '#7a4a2c', '#4b2d1c']
const HAIRS = ['#0d0b0c', '#2b1a12', '#6b4226', '#b98a45', '#d8c08f', '#8f2f1b', '#9a9a9c']
const CLOTHES = [
  ...['#101114', '#f1efe9', '#c22232', '#15375f', '#1f7a54'],
  ...['#e6b91e', '#7c5ba6', '#8a8d90', '#c89b7b', '#e87bb0'],
]
/** From hip over knee to foot. */
const LEGS = [
  ['-.3,3.2 -.34,5 -.36,6.6', '.3,3.2 .36,5 .4,6.6'],
  ['-.3,3.2 -.75,4.9 -1.1,6.4', '.3,3.2 .6,4.9 .5,6.6'],
  ['-.3,3.2 -1.3,3.5 -1.25,5.1', '.3,3.2 1.2,3.4 1.4,5.1'],
]
/** From shoulder over elbow to hand. */
const ARMS = [
  ['-.75,.95 -1,2.1 -.95,3.2', '.75,.95 1,2.1 .95,3.2'],
  ['-.75,.95 -1.35,1.9 -.5,2.6', '.75,.95 1,2.1 1.1,3.2'],
  ['-.75,.95 -1.3,.4 -.5,-.45', '.75,.95 1.25,2 .55,2.7'],
  ['-.75,.95 -1.15,2 -.1,2.1', '.75,.95 1.15,2 .1,1.8'],
]
const SHADE =
  '<linearGradient id="shade"><stop offset=".55" stop-opacity="0"/><stop offset="1" stop-opacity=".45"/></linearGradient>'

/** Draws somebody from the front or turned to a side, standing, walking or seated, of any complexion. */
export function drawPerson(random: SeededRandom): DrawnPerson {
  const long = random.chance(0.5)
  const skin = random.pick(SKINS)
  const half = long ? 0.5 : 0.4
  return {
    svg: `<defs>${SHADE}</defs>${drawBody(skin, random)}${drawHead(skin, long, random)}`,
    bounds: { left: -1.6, top: -0.7, width: 3.2, height: 7.6 },
    head: { left: -half, top: -0.5, width: 2 * half, height: 1 },
  }
}

function drawBody(skin: string, random: SeededRandom): string {
  const [top, bottom] = [random.pick(CLOTHES), random.pick(CLOTHES)]
  const bare = random.chance(0.4)
  const limb = (points: string, colour: string, width: number) =>
    `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
  const hand = (points: string) => {
    const [x, y] = points.split(' ').at(-1)?.split(',') ?? []
    return `<circle cx="${x}" cy="${y}" r=".16" fill="${skin}"/>`
  }
  const legs = random.chance(0.3) ? skin : bottom
  const arms = random.pick(ARMS)
  return [
    ...random.pick(LEGS).map((points) => limb(points, legs, 0.42)),
    `<path d="M-.8 .85 Q-.4 .6 0 .66 Q.4 .6 .8 .85 L.6 2.2 L.66 3.4 L-.66 3.4 L-.6 2.2Z" fill="${top}"/>`,
    random.chance(0.4) ? `<path d="M-.28 .66 L0 1.5 L.28 .66Z" fill="${bare ? skin : '#eee'}"/>` : '',
    ...arms.map((points) => limb(points, bare ? skin : top, 0.3) + hand(points)),
    '<rect x="-.75" y=".7" width="1.5" height="2.7" fill="url(#shade)"/>',
  ].join('')
}

function drawHead(skin: string, long: boolean, random: SeededRandom): string {
  const hair = random.pick(HAIRS)
  const turn = random.between(-0.9, 0.9)
  const glasses = random.chance(0.25)
  const face = turn * 0.16
  const eye = (side: number) => {
    const x = side + face * 1.5
    if (Math.abs(x) > 0.3) return ''
    if (glasses) return `<ellipse cx="${x}" cy=".03" rx=".105" ry=".085" fill="#111"/>`
    return `<path d="M${x - 0.07} -.04 Q${x} -.09 ${x + 0.07} -.04" stroke="${hair}" stroke-width=".025" fill="none"/>
      <ellipse cx="${x}" cy=".03" rx=".06" ry=".03" fill="#f5f2ee"/><circle cx="${x}" cy=".03" r=".03" fill="#231a15"/>`
  }
  const mouth = face * 1.4
  return [
    long ? `<path d="M-.42 -.1 Q-.5 .7 -.34 .95 L.34 .95 Q.5 .7 .42 -.1Z" fill="${hair}"/>` : '',
    `<rect x="-.13" y=".2" width=".26" height=".55" fill="${skin}"/><rect x="-.13" y=".38" width=".26" height=".14" opacity=".22"/>`,
    `<ellipse cy="-.08" rx=".38" ry=".42" fill="${hair}"/><ellipse cx="${face}" cy=".06" rx=".3" ry=".42" fill="${skin}"/>`,
    `<path d="M-.36 -.06 Q-.3 -.5 0 -.5 Q.32 -.5 .37 -.06 Q.2 -.26 ${face} -.24 Q-.2 -.24 -.36 -.06Z" fill="${hair}"/>`,
    eye(-0.13) + eye(0.13),
    `<path d="M${face * 1.6} .04 l${turn * 0.06 - 0.03} .14 h.06Z" opacity=".18"/>`,
    `<path d="M${mouth - 0.1} .29 Q${mouth} .35 ${mouth + 0.1} .29 Q${mouth} .25 ${mouth - 0.1} .29Z" fill="#9c3b3b"/>`,
    `<ellipse cx="${face}" cy=".06" rx=".3" ry=".42" fill="url(#shade)"/>`,
  ].join('')
}
