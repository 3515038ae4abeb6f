import {
  activeAsset,
  CLIP_COUNT,
  type Estimate,
  enoughUsd,
  FRAME_COUNT,
  type SessionView,
  type Slot,
  type Spend,
  type Stage,
  stageOfSlot,
  unmadeSlots,
} from '@fashion-shoot/protocol'
import { usd } from '../shared/format.ts'
import type { Money } from './MoneyProvider.tsx'

type Made = Pick<SessionView, 'slots' | 'assets'>
/** USD that each stage is likely to cost, made once. */
export type StagePrices = Estimate['stages']

/** How many pieces of work a stage is. */
const PIECES: Record<Stage, number> = { hero: 1, contact_sheet: 1, frames: FRAME_COUNT, clips: CLIP_COUNT, film: 1 }

/** USD that one slot is likely to cost, made once. */
function pieceUsd(prices: StagePrices, slot: Slot): number {
  const stage = stageOfSlot(slot)
  return prices[stage] / PIECES[stage]
}

/** An amount that is only likely: `about $0.35`, or `free`. */
export function aboutUsd(amount: number): string {
  return amount === 0 ? 'free' : `about ${usd(amount)}`
}

/** What slots have cost, with all their versions: `$0.70`, or `free`; undefined while that is not known. */
export function spentOn(slots: readonly Slot[], jobs: Spend['jobs'] | undefined): string | undefined {
  if (jobs === undefined) return undefined
  const spentUsd = jobs.reduce((sum, job) => (slots.includes(job.slot) ? sum + job.spentUsd : sum), 0)
  return spentUsd === 0 ? 'free' : usd(spentUsd)
}

/** What a slot has cost; before anything is in it, what is likely. Undefined while that is not known. */
export function slotPrice(view: Made, slot: Slot, prices?: StagePrices, jobs?: Spend['jobs']): string | undefined {
  const isMade = activeAsset(view, slot) !== undefined
  return isMade ? spentOn([slot], jobs) : prices && aboutUsd(pieceUsd(prices, slot))
}

/** USD that is likely to be spent until the shoot is complete. */
export function leftUsd(view: Made, prices: StagePrices): number {
  return unmadeSlots(view).reduce((sum, slot) => sum + pieceUsd(prices, slot), 0)
}

/** A budget in whole USD that suffices for what is left, and is more than the one that does not. */
export function suggestedBudgetUsd(spentUsd: number, leftUsd: number, budgetUsd: number): number {
  return Math.max(enoughUsd(spentUsd, leftUsd), Math.floor(budgetUsd) + 1)
}

/**
 * What a change is likely to cost: each picked frame is a picture of its own, for `editUsd`, each clip a clip. `each` where nobody knows yet of
 * how many. Undefined while it is not known.
 */
export function changeUsd(
  { prices, editUsd }: Pick<Money, 'prices' | 'editUsd'>,
  stage: Stage,
  picked: number[],
): { usd: number; each: boolean } | undefined {
  const one = stage === 'frames' ? editUsd : prices && prices[stage] / PIECES[stage]
  if (one === undefined) return undefined
  return { usd: one * Math.max(1, picked.length), each: PIECES[stage] > 1 && picked.length === 0 }
}
