import { type Asset, activeAsset } from '@fashion-shoot/protocol'
import { lazy, Suspense } from 'react'
import { PlayMark } from '../film/PlayMark.tsx'
import { LookLink } from '../looking/LookLink.tsx'
import { Picture } from '../shared/Picture.tsx'
import { pictureUrl } from '../shared/pictureUrl.ts'
import type { BoardView } from './boardPlan.ts'
import { ClipPlayer } from './ClipPlayer.tsx'

const FilmPlayer = lazy(() => import('../film/FilmPlayer.tsx').then((module) => ({ default: module.FilmPlayer })))

type SlotMediaProps = {
  view: BoardView
  asset: Asset
  alt: string
  /** As in the attribute of an image: how wide it is shown. */
  sizes: string
  /** False where the film is too small for its controls. */
  controls: boolean
}

/** An asset itself: a picture that opens, a clip that plays under the pointer, the film with its player. */
export function SlotMedia({ view, asset, alt, sizes, controls }: SlotMediaProps) {
  const poster = posterOf(view, asset)
  if (asset.slot === 'film' && controls) {
    return (
      <Suspense fallback={<Poster url={poster} />}>
        <FilmPlayer view={view} asset={asset} name={alt} poster={poster} looping={false} />
      </Suspense>
    )
  }
  if (asset.slot === 'film') {
    return (
      <LookLink asset={asset} label={alt} className="group relative block size-full">
        <Poster url={poster} />
        <PlayMark className="h-2/5 max-h-11" />
      </LookLink>
    )
  }
  if (asset.contentType === 'video/mp4') return <ClipPlayer asset={asset} poster={poster} name={alt} />
  return (
    <LookLink asset={asset} className="block size-full">
      <Picture asset={asset} alt={alt} sizes={sizes} />
    </LookLink>
  )
}

function Poster({ url }: { url: string | undefined }) {
  return url === undefined ? null : <img src={url} alt="" className="size-full object-cover" />
}

/** The address of what a clip or the film shows before it plays: its preview, else the frame that it starts from. */
export function posterOf(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): string | undefined {
  if (asset.hasPreview) return pictureUrl(asset, 'preview')
  const first =
    asset.slot === 'film'
      ? activeAsset(view, 'frame_1')
      : asset.madeFrom.map((id) => view.assets[id]).find((source) => source?.contentType.startsWith('image/'))
  return first && pictureUrl(first, 'full')
}
