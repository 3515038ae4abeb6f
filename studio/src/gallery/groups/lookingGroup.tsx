import { type Asset, activeAsset, type Slot } from '@fashion-shoot/protocol'
import { type ReactNode, useState } from 'react'
import { fixtureView } from '../../../dev/fixtureShoot.ts'
import { UNREACHABLE } from '../../api/problems.ts'
import { FilmPlayer } from '../../film/FilmPlayer.tsx'
import { CompareStage } from '../../looking/CompareStage.tsx'
import { Details } from '../../looking/Details.tsx'
import { Filmstrip } from '../../looking/Filmstrip.tsx'
import type { Look } from '../../looking/LookContext.ts'
import { Looking } from '../../looking/Looking.tsx'
import { versionsOf } from '../../looking/lookables.ts'
import { Button } from '../../shared/Button.tsx'
import { posterOf } from '../../shoot/posterOf.ts'
import { type Exhibit, type ExhibitGroup, exhibit, wideExhibit } from '../exhibits.ts'

const nothing = () => {}
const view = fixtureView('stale')
const details = { view, priceUsd: undefined, problem: undefined, onLook: nothing, onActivate: nothing }

export const lookingGroup = {
  id: 'looking',
  title: 'Looking',
  exhibits: [
    lightbox('Lightbox, a reference', 'film', () => ({ look: fixtureView('film').references[0] ?? '' })),
    lightbox('Lightbox, a picture with versions', 'film', () => ({ look: active('hero').id })),
    lightbox('Lightbox, stale', 'stale', () => ({ look: active('clip_1').id })),
    lightbox('Lightbox, a clip', 'film', () => ({ look: active('clip_3').id })),
    lightbox('Lightbox, the film', 'film', () => ({ look: active('film').id })),
    lightbox('Lightbox, comparing', 'film', () => ({ look: active('hero').id, beside: firstOf('hero').id })),
    exhibit('Details, with versions', <Details {...details} asset={active('frame_2')} priceUsd={0.15} />),
    exhibit('Details, stale', <Details {...details} asset={active('film')} />),
    exhibit('Details, a version was refused', <Details {...details} asset={active('hero')} problem={UNREACHABLE} />),
    wideExhibit('Filmstrip', <Filmstrip view={view} current={active('frame_4')} onLook={nothing} />),
    compared('Compare, on each other', firstOf('hero'), active('hero')),
    compared(
      'Compare, a reference and a result',
      view.assets[view.references[0] ?? ''] ?? active('hero'),
      active('hero'),
    ),
    compared('Compare, two clips', active('clip_1'), active('clip_2')),
    player('Film player', 'film', false),
    player('Film player, a clip that loops', 'clip_1', true),
  ],
} satisfies ExhibitGroup

function active(slot: Slot): Asset {
  const asset = activeAsset(view, slot)
  if (asset === undefined) throw new Error(`The fixture has no ${slot}.`)
  return asset
}

function firstOf(slot: Slot): Asset {
  return versionsOf(view, active(slot))[0] ?? active(slot)
}

function lightbox(name: string, fixture: string, look: () => Look): Exhibit {
  return exhibit(name, <Opened fixture={fixture} look={look()} />)
}

function Opened({ fixture, look }: { fixture: string; look: Look }): ReactNode {
  const [at, setAt] = useState<Look | null>(null)
  return (
    <Looking sessionId="none" view={fixtureView(fixture)} at={at} onLook={setAt}>
      <Button onClick={() => setAt(look)}>Look</Button>
    </Looking>
  )
}

function compared(name: string, left: Asset, right: Asset): Exhibit {
  return wideExhibit(
    name,
    <div className="h-120">
      <CompareStage view={view} left={left} right={right} keys={null} />
    </div>,
  )
}

function player(name: string, slot: Slot, looping: boolean): Exhibit {
  const asset = active(slot)
  return exhibit(
    name,
    <div className="aspect-3/2">
      <FilmPlayer view={view} asset={asset} name={name} poster={posterOf(view, asset)} looping={looping} />
    </div>,
  )
}
