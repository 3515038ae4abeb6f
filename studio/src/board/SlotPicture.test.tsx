import type { Slot } from '@fashion-shoot/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { asset } from '../../dev/boardFixtures.ts'
import { SlotPicture } from './SlotPicture.tsx'

it('says of a clip and of the film that they are stale when a frame was replaced', () => {
  const [old, fresh] = [asset('frame_1', { second: 1 }), { ...asset('frame_1', { second: 2 }), version: 2 }]
  const clip = { ...asset('clip_1', { second: 3 }), madeFrom: [old.id] }
  const film = { ...asset('film', { second: 4 }), madeFrom: [clip.id] }
  const all = [old, fresh, clip, film]
  const shown = (slot: Slot, frame: string) => {
    const slots = {
      frame_1: { activeId: frame, versions: [old.id, fresh.id] },
      clip_1: { activeId: clip.id, versions: [clip.id] },
      film: { activeId: film.id, versions: [film.id] },
    }
    const assets = Object.fromEntries(all.map((one) => [one.id, one]))
    const view = { slots, assets, checkpoints: [], references: [], running: false }
    return renderToStaticMarkup(
      <SlotPicture view={view} slot={slot} size="large" sizes="50vw" onActivate={() => undefined} />,
    )
  }
  for (const slot of ['clip_1', 'film'] as const) {
    expect(shown(slot, fresh.id)).toContain('Stale')
    expect(shown(slot, fresh.id)).toContain('made from an older frame 1')
    expect(shown(slot, old.id)).not.toContain('Stale')
  }
  expect(shown('frame_1', fresh.id)).not.toContain('Stale')
})
