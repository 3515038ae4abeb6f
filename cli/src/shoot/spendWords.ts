import { type Estimate, type SessionView, type Spend, STAGE_NAMES } from '@fashion-shoot/protocol'

const LIST_PRICE = 'Demo stand-ins charge nothing.'

/** What a shoot is likely to cost, before it begins. `demo` when nothing charges. */
export function estimateWords({ totalUsd, budgetUsd }: Estimate, demo: boolean): string {
  const price = `A whole shoot costs about ${usd(totalUsd)}`
  const short =
    budgetUsd < totalUsd ? ` Its budget of ${usd(budgetUsd)} ends before the film does: --budget gives more.` : ''
  if (demo) return `${price} at list price. ${LIST_PRICE}${short}`
  return `${price}, and no more than its budget of ${usd(budgetUsd)}.${short}`
}

/** What a turn has spent. */
export function spendWords({ spend }: SessionView, budgetUsd: number, demo: boolean): string {
  const amounts = `${usd(spend.turnUsd)} for this turn, ${usd(spend.sessionUsd)} of ${usd(budgetUsd)} in all`
  return demo ? `List price: ${amounts}. ${LIST_PRICE}` : `Spent: ${amounts}.`
}

/** `Where it went: hero image $0.15 · contact sheet $0.15 · clips $1.75 · director $0.04` */
export function billWords({ stages, modelUsd }: Spend): string {
  const parts = stages.map(({ stage, spentUsd }) => `${STAGE_NAMES[stage]} ${usd(spentUsd)}`)
  return `Where it went: ${[...parts, `director ${usd(modelUsd)}`].join(' · ')}`
}

/** `$1.75` */
export function usd(amount: number): string {
  return `$${amount.toFixed(2)}`
}
