import { BUDGET_LIMIT, type Estimate, LIMITS, type Options } from '@fashion-shoot/protocol'
import { useState } from 'react'

type BudgetFieldProps = { options: Options; estimate: Estimate | undefined; onOptions(options: Options): void }

/** What the coming shoot may spend. Empty, it is what the deployment allows. */
export function BudgetField({ options, estimate, onOptions }: BudgetFieldProps) {
  const [text, setText] = useState(options.budgetUsd === undefined ? '' : String(options.budgetUsd))
  const usual = estimate?.budgetUsd
  const words = budgetTrouble(text) ?? shortWords(options.budgetUsd ?? usual, estimate?.totalUsd)

  function change(next: string) {
    setText(next)
    const { budgetUsd: _, ...others } = options
    const valid = next.trim() !== '' && budgetTrouble(next) === null
    onOptions(valid ? { ...others, budgetUsd: readUsd(next) } : { ...others, ...(usual && { budgetUsd: usual }) })
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label className="flex min-h-10 items-center gap-1.5 rounded-card border border-outline bg-sheet px-3 focus-within:border-ink">
        <span className="text-soft">$</span>
        <input
          aria-label="Budget in USD"
          inputMode="decimal"
          value={text}
          placeholder={usual === undefined ? '' : String(usual)}
          aria-invalid={budgetTrouble(text) !== null}
          onChange={(event) => change(event.target.value)}
          className="w-20 bg-transparent tabular-nums outline-none placeholder:text-soft"
        />
      </label>
      {words !== null && (
        <p role="status" className="text-small text-soft">
          {words}
        </p>
      )}
    </div>
  )
}

const readUsd = (text: string) => Number(text.replace(',', '.'))

function budgetTrouble(text: string): string | null {
  const amount = readUsd(text)
  if (text.trim() === '' || (amount > 0 && amount <= LIMITS.budgetUsd)) return null
  return `${BUDGET_LIMIT} Until then the usual one holds.`
}

function shortWords(budgetUsd: number | undefined, totalUsd: number | undefined): string | null {
  if (budgetUsd === undefined || totalUsd === undefined || budgetUsd >= totalUsd) return null
  return 'Less than a whole shoot is likely to cost: it will stop and ask.'
}
