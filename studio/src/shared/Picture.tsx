import type { Asset } from '@fashion-shoot/protocol'
import { pictureChoice, pictureUrl } from './pictureUrl.ts'
import { useBlur } from './useBlur.ts'

type PictureProps = {
  asset: Asset
  alt: string
  /** How wide it is shown, as in the attribute `sizes` of an image: the browser then loads no more pixels than it needs. */
  sizes: string
  className?: string
}

/** A picture, or the first frame of a clip that has a preview. It fills its box, and develops from the blur of itself. */
export function Picture({ asset, alt, sizes, className = '' }: PictureProps) {
  const blur = useBlur(asset.thumbhash)
  return (
    <span className="block size-full overflow-hidden bg-cover bg-center" style={{ backgroundImage: blur }}>
      <img
        key={asset.id}
        {...sourceOf(asset, sizes)}
        alt={alt}
        decoding="async"
        draggable={false}
        className={`size-full animate-develop object-cover ${className}`}
      />
    </span>
  )
}

/** A clip's own file is no picture: only its preview is. */
function sourceOf(asset: Asset, sizes: string) {
  const srcSet = pictureChoice(asset)
  if (srcSet === undefined || asset.contentType === 'video/mp4') return { src: pictureUrl(asset, 'preview') }
  return { srcSet, sizes, src: pictureUrl(asset, 'full') }
}
