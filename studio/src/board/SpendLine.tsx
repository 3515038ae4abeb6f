import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useIsRecording } from '../session/RecordingContext.ts'
import { usd } from '../shared/format.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'

const BudgetPopover = lazy(() => import('./BudgetPopover.tsx').then((module) => ({ default: module.BudgetPopover })))

type SpendLineProps = Spend & {
  sessionId: string
  /** How many assets the shoot has. */
  assets: number
}

type Spend = {
  spentUsd: number
  budgetUsd: number
  /** True when nothing that makes the shoot charges. */
  free: boolean
}

/** What the shoot has cost and may cost; a press opens the bill and the budget, whose code is loaded with the first. Of a recording, only what it has cost. */
export function SpendLine({ sessionId, assets, ...spend }: SpendLineProps) {
  const [asked, setAsked] = useState(false)
  if (useIsRecording()) return <p className="shrink-0 tabular-nums">{usd(spend.spentUsd)} at list price</p>
  const closed = <SpendButton {...spend} aria-haspopup="dialog" aria-expanded={false} onClick={() => setAsked(true)} />
  if (!asked) return closed
  return (
    <Suspense fallback={closed}>
      <BudgetPopover
        sessionId={sessionId}
        assets={assets}
        budgetUsd={spend.budgetUsd}
        free={spend.free}
        trigger={<SpendButton {...spend} />}
      />
    </Suspense>
  )
}

function SpendButton({ spentUsd, budgetUsd, free, ...rest }: Spend & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      title={free ? LIST_PRICE_WORDS : 'What this shoot may spend'}
      className="shrink-0 rounded-inner tabular-nums hover:underline hover:underline-offset-4"
      {...rest}
    >
      {!free && <span className="sr-only">Spent: </span>}
      <span className="font-medium">{usd(spentUsd)}</span>{' '}
      <span className="text-soft">
        of {usd(budgetUsd)}
        <span className="max-sm:hidden">{free ? ' at list price' : ' spent'}</span>
      </span>
    </button>
  )
}
