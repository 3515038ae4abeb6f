import type { Asset } from '@fashion-shoot/protocol'
import { pictureUrl } from '../shared/pictureUrl.ts'
import { useBlur } from '../shared/useBlur.ts'

/** All pixels of a picture; until they have come, the small one that the board has shown already. */
export function SharpPicture({ asset, alt }: { asset: Asset; alt: string }) {
  const blur = useBlur(asset.thumbhash)
  const preview = asset.hasPreview ? `url(${pictureUrl(asset, 'preview')})` : undefined
  const early = [preview, blur].filter((layer) => layer !== undefined)
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
