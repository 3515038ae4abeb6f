import type { Asset } from '@fashion-shoot/protocol'
import { Icon } from '../shared/Icon.tsx'
import { Picture } from '../shared/Picture.tsx'
import type { BoardView } from '../shoot/boardPlan.ts'
import { posterOf } from '../shoot/posterOf.ts'

/** An asset where it is small and its name stands beside it or on its button: a picture, or where a clip begins, with the sign for that. */
export function Thumb({ view, asset }: { view: BoardView; asset: Asset }) {
  if (asset.contentType !== 'video/mp4') return <Picture asset={asset} alt="" sizes="8rem" />
  const poster = posterOf(view, asset)
  return (
    <>
      {poster && <img src={poster} alt="" draggable={false} className="size-full object-cover" />}
      <span className="absolute right-0.5 bottom-0.5 rounded-inner bg-shade/60 text-white">
        <Icon name="play" className="size-3.5" />
      </span>
    </>
  )
}
