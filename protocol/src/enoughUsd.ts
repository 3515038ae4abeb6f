/** USD; about what all answers of the director cost in a shoot. */
const ANSWERS_USD = 0.5

/** A budget in whole USD that is likely to suffice for a shoot that has spent so much and will make for so much still, both in USD. */
export function enoughUsd(spentUsd: number, restUsd: number): number {
  return Math.ceil(spentUsd + restUsd + ANSWERS_USD)
}
