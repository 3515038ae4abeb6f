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
    <p className="min-h-8 text-small text-soft tabular-nums">
      {/* Where it cannot be had, starting says why. */}
      {estimate !== undefined && words(estimate, options, free)}
    </p>
  )
}

function words({ stages, totalUsd, budgetUsd }: Estimate, options: Options, free: boolean): string {
  const whole = `A whole shoot costs about ${usd(totalUsd)}`
  if (free) return `${whole} at list price. ${LIST_PRICE_WORDS}.`
  const limit = `no more than ${usd(options.budgetUsd ?? budgetUsd)} unless you raise its budget`
  if (options.stops === 'never') return `${whole}, and ${limit}.`
  return `${whole}: the hero ${usd(stages.hero)}, ${CLIP_COUNT} clips ${usd(stages.clips)}. You approve each stage before the next is paid; ${limit}.`
}
