import { lazy, Suspense } from 'react'
import { useLookAddress } from '../looking/useLookAddress.ts'
import { Shoot } from '../Shoot.tsx'
import { RecordingContext } from '../session/RecordingContext.ts'
import { useSession } from '../session/useSession.ts'
import { Button } from '../shared/Button.tsx'
import { Nothing } from '../shared/Nothing.tsx'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { RecordingNote } from './RecordingNote.tsx'
import { recordedShoot } from './recordedShoot.ts'

const SampleFoot = lazy(() => import('./SampleFoot.tsx').then((module) => ({ default: module.SampleFoot })))

/** A finished shoot to look at, for who has none yet: it comes with the page, and is shown as any other. */
export function SamplePage() {
  const { phase, session, view, connection, reopen } = useSession(recordedShoot)
  const { at, onLook } = useLookAddress('/sample')
  usePageTitle('A sample shoot')

  if (phase === 'failed') {
    return (
      <Nothing
        title="The sample could not be opened"
        words="Its files did not come. Check your connection, then try again."
      >
        <Button onClick={reopen}>Try again</Button>
      </Nothing>
    )
  }
  if (session === null) return null
  return (
    <RecordingContext value={true}>
      <Shoot
        session={session}
        view={view}
        connection={connection}
        at={at}
        onLook={onLook}
        banner={<RecordingNote />}
        foot={
          <Suspense fallback={<div className="h-18" />}>
            <SampleFoot />
          </Suspense>
        }
      />
    </RecordingContext>
  )
}
