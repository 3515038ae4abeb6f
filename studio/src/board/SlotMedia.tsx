import { type Asset, activeAsset } from '@fashion-shoot/protocol'
import { mediaUrl } from '../api/studioApi.ts'
import type { BoardView } from './boardPlan.ts'
import { ClipPlayer } from './ClipPlayer.tsx'

/** An asset itself: a picture that opens at full size, a clip that plays on a press, the film with its controls. */
export function SlotMedia({ view, asset, alt }: { view: BoardView; asset: Asset; alt: string }) {
  const url = mediaUrl(asset.id)
  if (asset.contentType === 'video/mp4') {
    const poster = posterOf(view, asset)
    if (asset.slot !== 'film') return <ClipPlayer src={url} poster={poster} name={alt} />
    return (
      // biome-ignore lint/a11y/useMediaCaption: the film has no sound.
      <video
        key={url}
        src={url}
        poster={poster}
        controls
        playsInline
        preload="metadata"
        aria-label={alt}
        className="size-full animate-develop bg-well object-cover"
      />
    )
  }
  return (
    <a href={url} target="_blank" rel="noreferrer" title="Open at full size" className="block size-full">
      <img key={url} src={url} alt={alt} decoding="async" className="size-full animate-develop object-cover" />
    </a>
  )
}

/** What a clip or the film shows before it plays: the frame that it starts from. */
function posterOf(view: BoardView, asset: Asset): string | undefined {
  const first =
    asset.slot === 'film'
      ? activeAsset(view, 'frame_1')
      : asset.madeFrom.map((id) => view.assets[id]).find((source) => source?.contentType.startsWith('image/'))
  return first && mediaUrl(first.id)
}
