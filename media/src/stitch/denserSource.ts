import type { FramePick } from './frameSchedule.ts'

/** A clip with frames added where it is slowed down. */
export interface DenserSource {
  /** The clip's own frames that are needed, rising. */
  taken: number[]
  /** Where each of them stands among the frames of the denser source; those between are made by moving what is in their neighbours. */
  positions: number[]
  /** The same picks, counted in frames of the denser source. */
  picks: FramePick[]
}

/** Frames that each made interval is divided into; what lies between those is mixed. */
const STEPS = 4

/**
 * Plans a source with three frames added between each two that the picks mix. Everything else that is picked stays as it is, and
 * what is not picked is left out, since each frame costs a search for motion.
 */
export function denserSource(picks: readonly FramePick[]): DenserSource {
  const mixed = new Set(picks.filter(({ weight }) => weight > 0 && weight < 1).map(({ base }) => base))
  const shown = picks.flatMap(({ base, next, weight }) => [
    ...(weight < 1 ? [base] : []),
    ...(weight > 0 ? [next] : []),
  ])
  const taken = [...new Set(shown)].sort((a, b) => a - b)
  const positionOf = new Map<number, number>()
  let position = 0
  for (const index of taken) {
    positionOf.set(index, position)
    position += mixed.has(index) ? STEPS : 1
  }
  const at = (index: number) => positionOf.get(index) ?? 0
  return {
    taken,
    positions: taken.map(at),
    picks: picks.map(({ base, next, weight }) => {
      if (!mixed.has(base)) {
        const only = at(weight < 1 ? base : next)
        return { base: only, next: only, weight: 0 }
      }
      const here = at(base) + weight * STEPS
      const below = Math.min(Math.floor(here), at(next) - 1)
      return { base: below, next: below + 1, weight: here - below }
    }),
  }
}
