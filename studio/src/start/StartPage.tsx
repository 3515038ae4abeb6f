import { LIMITS } from '@fashion-shoot/protocol'
import { type FormEvent, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { HealthBanner } from '../shared/HealthBanner.tsx'
import { Mark } from '../shared/Mark.tsx'
import { PageHeading } from '../shared/PageHeading.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { SignedIn } from '../shared/SignedIn.tsx'
import { useHealth } from '../shared/useHealth.ts'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { WordsField } from '../shared/WordsField.tsx'
import { EarlierShoots } from './EarlierShoots.tsx'
import { EstimateLine } from './EstimateLine.tsx'
import { PhotoPicker } from './PhotoPicker.tsx'
import { useFileDrop } from './useFileDrop.ts'
import { usePhotos } from './usePhotos.ts'
import { useStartShoot } from './useStartShoot.ts'

/** Where a shoot begins: photos, one line of direction, and the shoots there were. */
export function StartPage() {
  usePageTitle('New shoot')
  const health = useHealth()
  const photos = usePhotos()
  const { start, starting, problem } = useStartShoot(photos)
  const { dragging } = useFileDrop((files) => {
    // Those that are being sent are all that this start takes.
    if (!starting) photos.add(files)
  })
  const [line, setLine] = useState('')
  const missing = whatIsMissing(photos.photos, line)

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (missing === null && !starting) void start(line.trim())
  }

  return (
    <div className="mx-auto max-w-3xl px-4 py-6 sm:px-8 sm:py-8">
      <header className="flex items-start gap-6">
        <Mark />
        <div className="mt-1.5 min-w-0 grow text-right">
          <SignedIn className="mb-1 justify-end" />
          <HealthBanner health={health} />
        </div>
      </header>
      <main>
        <form onSubmit={submit} className="mt-14 sm:mt-20">
          <PageHeading>New shoot</PageHeading>
          <p className="mt-1 text-body text-soft">From a few photos and one line to a finished film.</p>
          <div className="mt-8">
            <PhotoPicker photos={photos} dragging={dragging} disabled={starting} />
          </div>
          <div className="mt-6 rounded-card border border-line bg-sheet p-4 focus-within:border-outline">
            <WordsField
              label="Direction"
              value={line}
              placeholder="Confident streetwear editorial, city at dusk"
              className="min-h-12 text-body"
              onChange={setLine}
              onSubmit={submit}
            />
            <div className="mt-3 flex items-center justify-between gap-4">
              <p role="status" className="text-small text-soft">
                {starting ? 'Storing your photos…' : missing}
              </p>
              <Button type="submit" look="primary" className="shrink-0" disabled={missing !== null || starting}>
                Start the shoot
              </Button>
            </div>
          </div>
          <EstimateLine free={chargesNothing(health)} />
          {problem !== null && <ProblemNote problem={problem} className="mt-4" />}
        </form>
        <EarlierShoots free={chargesNothing(health)} />
      </main>
    </div>
  )
}

/** What is still wanted before the shoot can start, in words; null when nothing is. */
function whatIsMissing(photos: { state: string }[], line: string): string | null {
  if (photos.some(({ state }) => state === 'bad')) return 'Remove the photos that cannot be used.'
  if (photos.some(({ state }) => state === 'checking')) return 'Looking at your photos…'
  if (line.trim().length > LIMITS.promptCharacters) return `At most ${LIMITS.promptCharacters} characters.`
  if (photos.length === 0) return 'Add a photo, better two or three, and say what you want.'
  if (line.trim() === '') return 'Say in a line what you want.'
  return null
}
