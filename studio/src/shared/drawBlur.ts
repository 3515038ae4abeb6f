import { thumbHashToDataURL } from 'thumbhash'

const drawn = new Map<string, string>()

/** A thumbhash, base64, as the `url(…)` of a picture of about 32 px. */
export function drawBlur(thumbhash: string): string {
  const known = drawn.get(thumbhash)
  if (known !== undefined) return known
  const url = `url(${thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (sign) => sign.charCodeAt(0)))})`
  drawn.set(thumbhash, url)
  return url
}
