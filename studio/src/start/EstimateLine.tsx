import { CLIP_COUNT, type Estimate, type Options } from '@fashion-shoot/protocol'
import { usd } from '../shared/format.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'

type EstimateLineProps = {
  /** Undefined until it is known. */
  estimate: Estimate | undefined
  options: Options
  /** Nothing that makes a shoot charges. */
  free: boolean
}

/** What a shoot is likely to cost, before it begins. Its room is there before its words. */
export function EstimateLine({ estimate, options, free }: EstimateLineProps) {
  return (
    <div className="text-small text-soft tabular-nums">
      {/* Where it cannot be had, starting says why. */}
      <p className="min-h-8">{estimate !== undefined && words(estimate, options, free)}</p>
      <Shortage estimate={estimate} options={options} />
    </div>
  )
}

/** That what it may spend does not suffice for all of it, and what to do. */
function Shortage({ estimate, options }: Pick<EstimateLineProps, 'estimate' | 'options'>) {
  const budgetUsd = options.budgetUsd ?? estimate?.budgetUsd
  if (estimate === undefined || budgetUsd === undefined || budgetUsd >= estimate.totalUsd) return null
  return <p className="text-ink">Its budget of {usd(budgetUsd)} ends before the film does. Raise it under Options.</p>
}

function words({ stages, totalUsd, budgetUsd }: Estimate, options: Options, free: boolean): string {
  const whole = `A whole shoot costs about ${usd(totalUsd)}`
  if (free) return `${whole} at list price. ${LIST_PRICE_WORDS}.`
  const limit = `no more than ${usd(options.budgetUsd ?? budgetUsd)} unless you raise its budget`
  if (options.stops === 'never') return `${whole}, and ${limit}.`
  const asked =
    options.stops === 'before_paid'
      ? 'You see and approve each order before it is paid'
      : 'You approve each stage before the next is paid'
  return `${whole}: the hero ${usd(stages.hero)}, ${CLIP_COUNT} clips ${usd(stages.clips)}. ${asked}; ${limit}.`
}
