import { thumbHashToDataURL } from 'thumbhash'

const made = new Map<string, string>()

/** A thumbhash as a tiny picture, for a `background-image`; undefined while there is none. */
export function blurUrl(thumbhash: string | null): string | undefined {
  if (thumbhash === null) return undefined
  const known = made.get(thumbhash)
  if (known !== undefined) return known
  const url = `url(${thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (sign) => sign.charCodeAt(0)))})`
  made.set(thumbhash, url)
  return url
}
