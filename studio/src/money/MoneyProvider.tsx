import {
  activeAsset,
  openShortfall,
  type Resolution,
  resolutionFor,
  type SessionSummary,
  type SessionView,
  type Shortfall,
  type Spend,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { estimateQuery, spendQuery } from '../api/queries.ts'
import { leftUsd as leftUsdOf, type StagePrices } from './prices.ts'

/** What is known of a shoot's money, in USD; what has to be asked for is undefined until then. */
export type Money = {
  spentUsd: number
  budgetUsd: number
  prices?: StagePrices | undefined
  jobs?: Spend['jobs'] | undefined
  /** What is likely to be spent until the shoot is complete. */
  leftUsd?: number | undefined
  /** What an edited frame is likely to cost. */
  editUsd?: number | undefined
  /** By how much the budget falls short of what the director has just wanted; undefined where it suffices. */
  shortfall?: Shortfall | undefined
}

const MoneyContext = createContext<Money>({ spentUsd: 0, budgetUsd: Number.POSITIVE_INFINITY })

type MoneyProviderProps = { session: SessionSummary; view: SessionView; children: ReactNode }

/** Around all that tells what something has cost, or will. */
export function MoneyProvider({ session, view, children }: MoneyProviderProps) {
  // A price is no reason to trouble anybody: where it can't be had, none is shown.
  const jobs = useQuery({ ...spendQuery(session.id, Object.keys(view.assets).length), retry: false }).data?.jobs
  const { spend, slots, assets } = view
  const whole = { ...session, resolution: lastResolution(jobs) ?? session.resolution }
  const prices = useQuery(estimateQuery(whole)).data?.stages
  // All frames have one size.
  const frame = activeAsset(view, 'frame_1')
  const edit = estimateQuery(frame === undefined ? whole : { ...session, resolution: resolutionFor(frame) })
  const editUsd = useQuery(edit).data?.stages.contact_sheet
  const spentUsd = spend.sessionUsd
  const budgetUsd = view.budgetUsd ?? session.budgetUsd
  const leftUsd = useMemo(() => prices && leftUsdOf({ slots, assets }, prices), [slots, assets, prices])
  const shortfall = openShortfall(view)
  const money = useMemo(
    () => ({ spentUsd, budgetUsd, prices, jobs, leftUsd, editUsd, shortfall }),
    [spentUsd, budgetUsd, prices, jobs, leftUsd, editUsd, shortfall],
  )
  return <MoneyContext value={money}>{children}</MoneyContext>
}

/** In which the last hero or sheet was ordered: the next one is, too, unless the person asks for another. */
function lastResolution(jobs: Spend['jobs'] = []): Resolution | undefined {
  const last = jobs.findLast(({ slot, resolution }) => resolution !== null && stageOfSlot(slot) !== 'frames')
  return last?.resolution ?? undefined
}

export function useMoney(): Money {
  return use(MoneyContext)
}
