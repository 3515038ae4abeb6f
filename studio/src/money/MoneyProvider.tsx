import {
  openShortfall,
  type SessionSummary,
  type SessionView,
  type Shortfall,
  type Spend,
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
  /** By how much the budget falls short of what the director has just wanted; undefined where it suffices. */
  shortfall?: Shortfall | undefined
}

const MoneyContext = createContext<Money>({ spentUsd: 0, budgetUsd: Number.POSITIVE_INFINITY })

type MoneyProviderProps = { session: SessionSummary; view: SessionView; children: ReactNode }

/** Around all that tells what something has cost, or will. */
export function MoneyProvider({ session, view, children }: MoneyProviderProps) {
  const prices = useQuery(estimateQuery(session)).data?.stages
  // A price is no reason to trouble anybody: where it can't be had, none is shown.
  const jobs = useQuery({ ...spendQuery(session.id, Object.keys(view.assets).length), retry: false }).data?.jobs
  const { spend, slots, assets } = view
  const spentUsd = spend.sessionUsd
  const budgetUsd = view.budgetUsd ?? session.budgetUsd
  const leftUsd = useMemo(() => prices && leftUsdOf({ slots, assets }, prices), [slots, assets, prices])
  const shortfall = openShortfall(view)
  const money = useMemo(
    () => ({ spentUsd, budgetUsd, prices, jobs, leftUsd, shortfall }),
    [spentUsd, budgetUsd, prices, jobs, leftUsd, shortfall],
  )
  return <MoneyContext value={money}>{children}</MoneyContext>
}

export function useMoney(): Money {
  return use(MoneyContext)
}
