import type { Asset } from '@fashion-shoot/protocol'
import { useEffect } from 'react'
import { pictureUrl } from '../shared/pictureUrl.ts'

/** Lets the browser load pictures that are likely to be looked at next. */
export function useEarly(assets: (Asset | undefined)[]): void {
  const urls = assets
    .flatMap((asset) => (asset?.contentType.startsWith('image/') ? pictureUrl(asset, 'full') : []))
    .join(' ')
  useEffect(() => {
    for (const url of urls.split(' ').filter(Boolean)) new Image().src = url
  }, [urls])
}
