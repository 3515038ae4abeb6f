import { activeAsset, type SessionSummary, type Slot } from '@fashion-shoot/protocol'
import { fixtureSummary, fixtureView } from '../../../studio/dev/fixtureShoot.ts'

/** Each with the fixture whose stage and spend it has, and the slot of its cover. */
const TITLES: [title: string, fixture: string, cover: Slot][] = [
  ['Emerald jacket on studio grey', 'done', 'hero'],
  ['The same, from above', 'clips', 'frame_2'],
  ['Portraits for the cover', 'frames', 'frame_1'],
  ['Lookbook, spring', 'done', 'frame_3'],
  ['Side light', 'stale', 'frame_4'],
  ['Closer', 'sheet', 'frame_5'],
  ['Cloth and seams', 'hero', 'frame_6'],
  ['City at dusk', 'setup', 'hero'],
  ['One more for the web', 'done', 'frame_1'],
]

function shootTitled([title, fixture, cover]: (typeof TITLES)[number], index: number): SessionSummary {
  const hasPictures = fixture !== 'setup'
  const coverAssetId = hasPictures ? (activeAsset(fixtureView('done'), cover)?.id ?? null) : null
  return { ...fixtureSummary(fixture), id: fixtureSummary('done').id.replace(/.$/, String(index)), title, coverAssetId }
}

/** A list of shoots, each with a cover of its own. */
export const shownShoots: { sessions: SessionSummary[]; nextCursor: null } = {
  sessions: TITLES.map(shootTitled),
  nextCursor: null,
}
