import type { PictureSet } from './drawPicture.ts'
import type { SheetSpec } from './drawSheet.ts'
import type { Colour } from './Raster.ts'
import { type SeededRandom, seededRandom } from './seededRandom.ts'

/** What makes a class, on top of plain gutters. `px` turns px at 2048 into px of the sheet. */
type Trait = (random: SeededRandom, px: (at2K: number) => number) => Partial<SheetSpec>

/** Ratios that image models give sheets in. */
const RATIOS = [21 / 9, 16 / 9, 3 / 2] as const
const OTHER_GRIDS = [
  [3, 3],
  [2, 2],
  [1, 3],
  [3, 2],
  [2, 4],
  [4, 4],
] as const

const grey = (level: number): Colour => [level, level, level]
const coloured = (random: SeededRandom): Colour => [random.whole(0, 255), random.whole(0, 255), random.whole(0, 255)]

/** A class of sheets, and what its sheets have in common. */
export const sheetClasses = {
  'white gutters': (random) => ({ colour: grey(random.whole(244, 255)) }),
  'black gutters': (random) => ({ colour: grey(random.whole(0, 12)) }),
  'grey gutters': (random) => ({ colour: grey(random.whole(60, 200)) }),
  'coloured gutters': (random) => ({ colour: coloured(random) }),
  // Two px of the sheet whatever its size.
  'hairlines of 2 px': (random) => ({
    gutter: 2,
    margin: random.pick([0, 2]),
    quality: random.chance(0.5) ? random.whole(88, 95) : 0,
  }),
  'no gutters': () => ({ gutter: 0, margin: 0 }),
  'unequal cells': (random) => ({ uneven: random.between(0.04, 0.12) }),
  'gradients in gutters': (random) => {
    const from = random.whole(60, 255)
    const to = Math.max(0, from - random.whole(40, 120))
    return { colour: grey(from), colourTo: grey(to), gradient: random.pick(['slanted', 'upright', 'round']) }
  },
  'noise of JPEG': (random) => ({ quality: random.whole(45, 75), noise: random.between(0, 5) }),
  'soft edges': (random) => ({ blur: random.between(0.5, 1.1), quality: random.whole(80, 95) }),
  'wide margin': (random, px) => ({ margin: px(random.whole(40, 110)) }),
  captions: (random, px) => ({ caption: px(random.whole(24, 60)), margin: px(random.whole(4, 30)) }),
  'rounded corners': (random, px) => ({ radius: px(random.whole(8, 28)), margin: px(random.whole(6, 30)) }),
  keylines: (random, px) => ({
    keyline: {
      thickness: px(random.whole(1, 4)),
      gap: random.chance(0.5) ? 0 : px(random.whole(2, 6)),
      colour: grey(random.pick([0, 20, 128, 235, 255])),
    },
    gutter: px(random.whole(20, 40)),
    margin: px(random.whole(14, 40)),
  }),
  turned: (random, px) => ({
    rotation: random.between(0.15, 1) * random.pick([-1, 1]),
    gutter: px(random.whole(6, 40)),
    margin: random.chance(0.3) ? 0 : px(random.whole(24, 50)),
  }),
  'backdrop of the gutter’s colour': (random, px) => ({
    colour: grey(random.pick([255, 250, 235, 190])),
    gutter: px(random.whole(8, 40)),
    backdrops: random.whole(2, 6),
    quality: random.pick([0, 92]),
  }),
  'near-black with black gutters': (random, px) => ({
    colour: grey(random.whole(0, 3)),
    darkest: random.whole(14, 40),
    gutter: px(random.whole(8, 40)),
    quality: random.pick([0, 95]),
  }),
  'rows that do not line up': (random, px) => ({ shift: px(random.whole(12, 60)) * random.pick([-1, 1]) }),
  'other grids': (random) => {
    const [rows, cols] = random.pick(OTHER_GRIDS)
    return { rows, cols }
  },
  'several at once': (random, px) => ({
    colour: coloured(random),
    uneven: random.between(0, 0.06),
    radius: random.chance(0.4) ? px(random.whole(6, 16)) : 0,
    caption: random.chance(0.3) ? px(random.whole(24, 50)) : 0,
    rotation: random.chance(0.4) ? random.between(-0.6, 0.6) : 0,
    blur: random.chance(0.5) ? random.between(0.4, 0.8) : 0,
    quality: random.whole(70, 95),
    gutter: px(random.whole(10, 40)),
    margin: px(random.whole(24, 50)),
  }),
} satisfies Record<string, Trait>

export type SheetClass = keyof typeof sheetClasses

/** The sheet of a class that a seed decides: `width` is 2048 for 2K. */
export function sheetSpec(name: SheetClass, seed: number, width: number, set: PictureSet): SheetSpec {
  const random = seededRandom(seed)
  const px = (at2K: number) => Math.round((at2K * width) / 2048)
  const gutter = px(random.whole(4, 40))
  const plain = {
    seed,
    set,
    width,
    height: Math.round(width / random.pick(RATIOS)),
    rows: 2,
    cols: 3,
    gutter,
    margin: random.pick([0, gutter, px(random.whole(4, 40))]),
    colour: random.pick([grey(255), grey(0), grey(random.whole(0, 255)), coloured(random)]),
    quality: random.pick([0, random.whole(80, 95)]),
  }
  const trait: Trait = sheetClasses[name]
  return { ...plain, ...trait(random, px) }
}
