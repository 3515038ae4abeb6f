import type { Estimate } from '@fashion-shoot/protocol'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'
import type { NewShoot } from './useNewShoot.ts'

type SampleStartProps = {
  shoot: Pick<NewShoot, 'ownPhotos' | 'starting'>
  estimate: Estimate | undefined
  /** Nothing that makes a shoot charges. */
  free: boolean
  /** It is what the page is for. */
  primary?: true
  onStart(): void
}

/** Starts a shoot on the sample photos, and says what that takes, or why it can't be done now. */
export function SampleStart({ shoot: { ownPhotos, starting }, estimate, free, primary, onStart }: SampleStartProps) {
  return (
    <>
      <Button
        look={primary ? 'primary' : 'plain'}
        className="w-full"
        disabled={starting || ownPhotos}
        onClick={onStart}
      >
        {primary ? 'Shoot the sample photos yourself' : 'Shoot the sample photos'}
        {estimate !== undefined && !free && (
          <span className="font-normal text-small opacity-75">hero about {usd(estimate.stages.hero)}</span>
        )}
      </Button>
      <p role="status" className="mt-2 text-small text-soft">
        {statusWords(starting, ownPhotos, free)}
      </p>
    </>
  )
}

function statusWords(starting: boolean, ownPhotos: boolean, free: boolean): string {
  if (starting) return 'Storing the photos…'
  if (ownPhotos) return 'The shoot that you prepare has photos of its own: remove them to shoot the samples.'
  return free ? 'One click; the stand-ins charge nothing.' : 'One click, no photos needed.'
}
