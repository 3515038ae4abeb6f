import type { Border } from './findBorders.ts'

/** How far a gutter may be from its place in an even grid, as a share of a cell. */
const REACH = 0.3
const CLEAR_BAND = 0.25

/**
 * The gutters that divide `length` px into `cells` parts: at each place of an even grid the clearest border near it, bands
 * before breaks.
 *
 * @returns fewer than `cells` − 1 where one is missing
 */
export function chooseGutters(borders: readonly Border[], length: number, cells: number): Border[] {
  const pitch = length / cells
  const places = Array.from({ length: cells - 1 }, (_, k) => (k + 1) * pitch)
  return places.flatMap((place) => {
    const away = (border: Border) => Math.abs((border.start + border.end) / 2 - place) / pitch
    const worth = (border: Border) => border.clearness - away(border) / 2
    const near = borders.filter((border) => away(border) < REACH).sort((a, b) => worth(b) - worth(a))
    return near.find((border) => border.kind === 'band' && border.clearness >= CLEAR_BAND) ?? near[0] ?? []
  })
}
