import type { Stage } from '@fashion-shoot/protocol'
import { useState } from 'react'
import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import { QUICK_WORDS } from './quickWords.ts'

/** What is often asked for at a stage, one kind at a time; a press adds its words to the change. The field keeps the focus that a pointer would take. */
export function QuickChips({ stage, onAdd }: { stage: Stage; onAdd(words: string): void }) {
  const kinds = QUICK_WORDS[stage]
  const [kind, setKind] = useState(kinds[0]?.title ?? '')
  const chips = kinds.find(({ title }) => title === kind)?.chips ?? []
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {kinds.length > 1 && (
        <ToggleGroup
          label="Suggestions"
          value={kind}
          options={kinds.map(({ title }) => ({ value: title, label: title }))}
          onChange={setKind}
        />
      )}
      <div className="-mx-1 flex min-w-0 gap-1.5 overflow-x-auto px-1 py-0.5 max-wide:basis-full wide:flex-wrap">
        {chips.map(({ label, words }) => (
          <button
            key={label}
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onAdd(words)}
            className="min-h-8 shrink-0 rounded-full border border-line px-3 text-small text-soft transition hover:border-outline hover:text-ink"
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}
