import { type Asset, PREVIEW } from '@fashion-shoot/protocol'
import { mediaUrl } from '../api/studioApi.ts'

/** Where an asset's pixels are: all of them, or the small picture of it, which of a clip is its first frame. */
export function pictureUrl(asset: Pick<Asset, 'id' | 'hasPreview'>, size: 'preview' | 'full'): string {
  return size === 'preview' && asset.hasPreview ? `${mediaUrl(asset.id)}?preview` : mediaUrl(asset.id)
}

/** What a browser chooses from, by the width at which the picture is shown; undefined where there is nothing to choose. */
export function pictureChoice(asset: Asset): string | undefined {
  if (!asset.hasPreview) return undefined
  const { width, height } = asset
  const previewWidth = Math.round(Math.min(width, (PREVIEW.side * width) / Math.max(width, height)))
  if (previewWidth >= width) return undefined
  return `${pictureUrl(asset, 'preview')} ${previewWidth}w, ${pictureUrl(asset, 'full')} ${width}w`
}
