import type { Picture } from '../../probe/openPicture.ts'
import type { Plane } from './Plane.ts'

/** What the eye goes by, pixel by pixel of a small copy. */
export interface Cues {
  /** 0 to 255. */
  luma: Plane
  /** Difference from grey towards red and towards blue, about −128 to 127. */
  red: Plane
  blue: Plane
  /** How much a colour is like skin, light or dark, 0 to 1. */
  skin: Plane
  /** How much fine detail there is, 0 to 1. */
  detail: Plane
}

/** Long side of the copy in px: a head that fills a tenth of a frame is a dozen px high on it, and grain is gone. */
const SIDE = 200
/** Shares of red and green in skin, and how far they vary: all complexions lie on one line, which light moves along. */
const SKIN = { red: 0.425, redSpread: 0.06, green: 0.325, greenSpread: 0.025, darkest: 25 }

/** Reads a picture at a small size. */
export async function readCues(picture: Picture): Promise<Cues> {
  const small = picture.decode().flatten({ background: '#808080' }).toColourspace('srgb')
  const { data, info } = await small
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const plane = (): Plane => ({ values: new Float32Array(width * height), width, height })
  const [luma, red, blue, skin, detail] = [plane(), plane(), plane(), plane(), plane()]
  for (let i = 0, at = 0; i < luma.values.length; i++, at += channels) {
    const r = data[at] ?? 0
    const g = channels < 3 ? r : (data[at + 1] ?? 0)
    const b = channels < 3 ? r : (data[at + 2] ?? 0)
    const y = 0.299 * r + 0.587 * g + 0.114 * b
    luma.values[i] = y
    red.values[i] = 0.713 * (r - y)
    blue.values[i] = 0.564 * (b - y)
    const sum = r + g + b + 12
    const offRed = (r / sum - SKIN.red) / SKIN.redSpread
    const offGreen = (g / sum - SKIN.green) / SKIN.greenSpread
    skin.values[i] = y > SKIN.darkest ? Math.exp(-0.5 * (offRed * offRed + offGreen * offGreen)) : 0
  }
  fillDetail(luma, detail.values)
  return { luma, red, blue, skin, detail }
}

/** The Laplacian's size; beyond 80 an edge is as sharp as can be. */
function fillDetail({ values, width, height }: Plane, out: Float32Array): void {
  const at = (i: number) => values[i] as number
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const bend = 4 * at(i) - at(i - 1) - at(i + 1) - at(i - width) - at(i + width)
      out[i] = Math.min(80, Math.abs(bend)) / 80
    }
  }
}
