import * as z from 'zod/mini'
import { DEFAULT_CURVE, FILM_FPS, heldHandles, type SpeedCurve } from './SpeedCurve.ts'

const Kept = z.object({
  // Not a tuple: what no page needs at once of the schemas' library would be loaded with every page.
  handles: z.array(z.number()),
  secondsPerClip: z.number(),
  fps: z.literal(FILM_FPS),
  loop: z.boolean(),
})

const keyOf = (sessionId: string) => `curve:${sessionId}`

/** The curve that the person worked on last in a shoot; the director's own where nothing is kept. */
export function rememberedCurve(sessionId: string): SpeedCurve {
  try {
    const { handles, ...kept } = Kept.parse(JSON.parse(localStorage.getItem(keyOf(sessionId)) ?? ''))
    const [x1, y1, x2, y2] = handles
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return DEFAULT_CURVE
    return { ...kept, handles: heldHandles([x1, y1, x2, y2]) }
  } catch {
    return DEFAULT_CURVE
  }
}

/** Keeps a curve for the next time; a browser that keeps nothing loses only that. */
export function rememberCurve(sessionId: string, curve: SpeedCurve): void {
  try {
    localStorage.setItem(keyOf(sessionId), JSON.stringify(curve))
  } catch {}
}
