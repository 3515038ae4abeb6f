/** Takes off what a person wears below the chin, so that the head can look out of another garment. */
import { colourBins, colourModel } from './colourModel.ts'
import type { Eyes } from './findEyes.ts'
import type { Raster } from './Raster.ts'

/** Depth of the neckline below the eyes, and half its width at the chin, in half eye distances. */
const NECKLINE = { depth: 6.6, chin: 3.2, halfWidth: 1.7 }

/** The part of a person's mask that is head, hair and a wedge of neck. */
export function keepHead(raster: Raster, mask: Uint8Array, eyes: Eyes): Uint8Array {
  const { width } = raster
  const place = (i: number) => ({
    dx: Math.abs((i % width) - eyes.x) / eyes.half,
    dy: (Math.floor(i / width) - eyes.y) / eyes.half,
  })
  const bins = colourBins(raster)
  const inHead = (i: number) => {
    const { dx, dy } = place(i)
    return dy < 1.6 && dx < 4.4
  }
  const ofHead = colourModel(bins, (i) => (mask[i] && inHead(i) ? 1 : 0))
  const ofClothes = colourModel(bins, (i) => (mask[i] && place(i).dy > 4.5 ? 1 : 0))
  const likeness = (i: number) => (ofHead[bins[i] ?? 0] ?? 0) - (ofClothes[bins[i] ?? 0] ?? 0)
  const head = mask.map((value, i) => {
    const { dx, dy } = place(i)
    const below = Math.max(0, (dy - NECKLINE.chin) / (NECKLINE.depth - NECKLINE.chin))
    const inNeck = below < 1 && dx < NECKLINE.halfWidth * (1 - below)
    const inJaw = dy < NECKLINE.chin - 0.7 && dx < NECKLINE.halfWidth * 1.4 && likeness(i) > 0.5
    return value && (inHead(i) || (dy > 0 && (inNeck || inJaw))) ? 1 : 0
  })
  addHair(head, width, (i) => {
    const { dx, dy } = place(i)
    return mask[i] === 1 && dx > 1.8 && dx < 5 && dy < 8 && likeness(i) > 1
  })
  return head
}

/** Follows long hair down from the sides of the head: from each of its pixels to the likely ones below and beside. */
function addHair(head: Uint8Array, width: number, isHair: (i: number) => boolean): void {
  for (let i = width; i < head.length - 1; i++) {
    if (head[i] || !isHair(i)) continue
    const above = i - width
    if (
      (head[above] && isHair(above)) ||
      (head[above - 1] && isHair(above - 1)) ||
      (head[above + 1] && isHair(above + 1))
    )
      head[i] = 1
  }
}
