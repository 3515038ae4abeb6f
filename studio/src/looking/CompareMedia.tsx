import type { Asset } from '@fashion-shoot/protocol'
import { useState } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { useClipRow } from '../film/ClipRow.tsx'
import { versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { posterOf } from '../shoot/posterOf.ts'
import { SharpPicture } from './SharpPicture.tsx'

/** One of the two that are compared; two clips are one row, and play in step. */
export function CompareMedia({ view, asset }: { view: BoardView; asset: Asset }) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  useClipRow(video)
  const name = versionTitle(asset)
  if (asset.contentType !== 'video/mp4') return <SharpPicture asset={asset} alt={name} />
  return (
    <video
      key={asset.id}
      ref={setVideo}
      src={mediaUrl(asset.id)}
      poster={posterOf(view, asset)}
      muted
      playsInline
      preload="auto"
      aria-label={name}
      className="size-full object-cover"
    />
  )
}
