import type { Estimate, Options } from '@fashion-shoot/protocol'
import { lazy, Suspense, useState } from 'react'
import { optionsWords } from './optionsWords.ts'

const OptionsFields = lazy(() => import('./OptionsFields.tsx').then((module) => ({ default: module.OptionsFields })))

export type OptionsFoldProps = {
  line: string
  options: Options
  /** What is known of the deployment's own choices; undefined until it is. */
  estimate: Estimate | undefined
  disabled: boolean
  onLine(line: string): void
  onOptions(options: Options): void
}

/** All that a shoot can do without: under one fold, whose heading says what holds. */
export function OptionsFold(props: OptionsFoldProps) {
  const [opened, setOpened] = useState(false)
  return (
    <details className="group border-line border-t" onToggle={(event) => setOpened(event.currentTarget.open || opened)}>
      <summary className="flex min-h-11 list-none items-center gap-4 [&::-webkit-details-marker]:hidden">
        <span className="font-medium">Options</span>
        <span className="min-w-0 grow truncate text-soft">{optionsWords(props)}</span>
        <svg viewBox="0 0 12 12" className="size-3 shrink-0 transition group-open:rotate-180" aria-hidden="true">
          <path d="m2 4 4 4 4-4" className="fill-none stroke-soft" strokeWidth="1.4" strokeLinecap="round" />
        </svg>
      </summary>
      {/* As high as what comes. */}
      <div className="min-h-60 pt-2 pb-5">
        {opened && (
          <Suspense>
            <OptionsFields {...props} />
          </Suspense>
        )}
      </div>
    </details>
  )
}
