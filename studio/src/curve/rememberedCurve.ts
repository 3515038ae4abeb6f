import * as z from 'zod/mini'
import { DEFAULT_CURVE, FILM_FPS, heldHandles, type SpeedCurve } from './SpeedCurve.ts'

const Kept = z.object({
  handles: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  secondsPerClip: z.number(),
  fps: z.literal(FILM_FPS),
  loop: z.boolean(),
})

const keyOf = (sessionId: string) => `curve:${sessionId}`

/** The curve that the person worked on last in a shoot; the director's own where nothing is kept. */
export function rememberedCurve(sessionId: string): SpeedCurve {
  try {
    const kept = Kept.parse(JSON.parse(localStorage.getItem(keyOf(sessionId)) ?? ''))
    return { ...kept, handles: heldHandles(kept.handles) }
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
