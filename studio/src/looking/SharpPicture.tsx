import type { Asset } from '@fashion-shoot/protocol'
import { blurUrl } from '../shared/blurUrl.ts'
import { pictureUrl } from '../shared/pictureUrl.ts'

/** All pixels of a picture; until they have come, the small one that the board has shown already. */
export function SharpPicture({ asset, alt }: { asset: Asset; alt: string }) {
  const preview = asset.hasPreview ? `url(${pictureUrl(asset, 'preview')})` : undefined
  const early = [preview, blurUrl(asset.thumbhash)].filter((layer) => layer !== undefined)
  return (
    <img
      key={asset.id}
      src={pictureUrl(asset, 'full')}
      alt={alt}
      draggable={false}
      className="size-full bg-center bg-cover object-cover"
      style={{ backgroundImage: early.join(', ') }}
    />
  )
}
