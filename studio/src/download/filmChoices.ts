import { type Asset, FRAME_RATIOS, type SessionView } from '@fashion-shoot/protocol'

/** A film that can be saved, and what it is called among those of the shoot. */
export type FilmChoice = { film: Asset; label: string }

/** How far from a named ratio the pixels of a film may be: they are whole, and even. */
const ROUNDING = 0.02

/** The films of a shoot, one for each shape: the active one first, of every other shape the latest. */
export function filmChoices({ slots, assets }: Pick<SessionView, 'slots' | 'assets'>): FilmChoice[] {
  const { activeId = null, versions = [] } = slots.film ?? {}
  const newestFirst = [activeId, ...versions.toReversed()].flatMap((id) => (id === null ? [] : (assets[id] ?? [])))
  const byRatio = new Map<string, Asset>()
  for (const film of newestFirst) if (!byRatio.has(ratioName(film))) byRatio.set(ratioName(film), film)
  const alone = byRatio.size === 1
  return [...byRatio].map(([ratio, film]) => ({ film, label: alone ? 'The film' : `The film, ${ratio}` }))
}

function ratioName({ width, height }: Asset): string {
  const near = FRAME_RATIOS.find((ratio) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return Math.abs((width * down) / (height * across) - 1) < ROUNDING
  })
  return near ?? `${width} × ${height}`
}
