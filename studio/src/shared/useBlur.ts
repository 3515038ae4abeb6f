import { useEffect, useState } from 'react'

/** What draws a blur, once it is loaded: no page waits for it. */
let draw: ((thumbhash: string) => string) | undefined

/** A thumbhash as a tiny picture, for a `background-image`; undefined while there is none. */
export function useBlur(thumbhash: string | null): string | undefined {
  const [, setLoaded] = useState(draw !== undefined)
  useEffect(() => {
    if (thumbhash === null || draw !== undefined) return
    import('./drawBlur.ts').then(
      (module) => {
        draw = module.drawBlur
        setLoaded(true)
      },
      () => {},
    )
  }, [thumbhash])
  return thumbhash === null ? undefined : draw?.(thumbhash)
}
