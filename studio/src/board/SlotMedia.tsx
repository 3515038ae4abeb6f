import type { Asset } from '@fashion-shoot/protocol'
import { lazy, Suspense } from 'react'
import { PlayMark } from '../film/PlayMark.tsx'
import { LookLink } from '../looking/LookLink.tsx'
import { Picture } from '../shared/Picture.tsx'
import type { BoardView } from '../shoot/boardPlan.ts'
import { posterOf } from '../shoot/posterOf.ts'
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
