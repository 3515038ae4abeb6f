import type { Estimate } from '@fashion-shoot/protocol'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { EstimateLine } from './EstimateLine.tsx'
import type { NewShoot } from './useNewShoot.ts'

type StartBarProps = {
  shoot: Pick<NewShoot, 'missing' | 'starting' | 'options' | 'problem'>
  estimate: Estimate | undefined
  free: boolean
}

/** The start with its price, and why it did not happen if it didn't, at the foot of the window until the page ends. */
export function StartBar({ shoot: { missing, starting, options, problem }, estimate, free }: StartBarProps) {
  const { stops = 'every_stage' } = options
  const firstUsd = { every_stage: estimate?.stages.hero, before_paid: undefined, never: estimate?.totalUsd }[stops]
  return (
    <div className="sticky bottom-0 z-10 border-line border-t bg-paper max-sm:-mx-4 max-sm:px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
      {problem !== null && <ProblemNote problem={problem} className="mb-3" />}
      <div className="flex items-center justify-between gap-x-6 gap-y-3 max-sm:flex-col max-sm:items-stretch">
        <div className="min-w-0 max-w-md">
          <p role="status">{starting ? 'Storing your photos…' : missing}</p>
          <div className={missing !== null || starting ? 'max-sm:hidden' : ''}>
            <EstimateLine estimate={estimate} options={options} free={free} />
          </div>
        </div>
        <Button type="submit" look="primary" className="shrink-0" disabled={missing !== null || starting}>
          Start the shoot
          {firstUsd !== undefined && <span className="font-normal text-small opacity-75">about {usd(firstUsd)}</span>}
        </Button>
      </div>
    </div>
  )
}
