import type { Estimate } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense } from 'react'
import { PageHeading } from '../shared/PageHeading.tsx'
import { WordsField } from '../shared/WordsField.tsx'
import { OptionsFold } from './OptionsFold.tsx'
import { PhotoPicker } from './PhotoPicker.tsx'
import { StartBar } from './StartBar.tsx'
import type { NewShoot } from './useNewShoot.ts'

const PresetPicker = lazy(() => import('./PresetPicker.tsx').then((module) => ({ default: module.PresetPicker })))

type NewShootFormProps = {
  shoot: NewShoot
  estimate: Estimate | undefined
  free: boolean
  /** There are shoots already, which a narrow window has below the whole form. */
  others: boolean
}

/** All that a shoot is made from: photos, a line, what is chosen by looking; and its start, always in sight. */
export function NewShootForm({ shoot, estimate, free, others }: NewShootFormProps) {
  const { photos, line, setLine, options, starting } = shoot

  function submit(event: FormEvent) {
    event.preventDefault()
    shoot.submit()
  }

  return (
    <form onSubmit={submit} className="min-w-0">
      <div className="flex items-baseline justify-between gap-4">
        <PageHeading>New shoot</PageHeading>
        {others && (
          <Link to="/shoots" className="text-soft underline-offset-4 hover:underline wide:hidden">
            All shoots
          </Link>
        )}
      </div>
      <p className="mt-1 text-body text-soft">From a few photos and one line to a finished film.</p>
      <div className="mt-6">
        <PhotoPicker photos={photos} disabled={starting} />
      </div>
      <div className="mt-5 rounded-card border border-line bg-sheet p-4 focus-within:border-outline">
        <WordsField
          label="Direction"
          value={line}
          placeholder="Confident streetwear editorial, city at dusk"
          className="min-h-12 text-body"
          onChange={setLine}
          onSubmit={shoot.submit}
        />
      </div>
      {/* As high as what comes. */}
      <div className="mt-6 min-h-125 sm:min-h-104">
        <Suspense>
          <PresetPicker line={line} disabled={starting} onChange={setLine} />
        </Suspense>
      </div>
      <div className="mt-6">
        <OptionsFold
          line={line}
          options={options}
          estimate={estimate}
          disabled={starting}
          onLine={setLine}
          onOptions={shoot.setOptions}
        />
      </div>
      <StartBar shoot={shoot} estimate={estimate} free={free} />
    </form>
  )
}
