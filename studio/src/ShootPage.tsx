import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ModelsProvider } from './decide/ModelsProvider.tsx'
import { useLookAddress } from './looking/useLookAddress.ts'
import { MoneyProvider } from './money/MoneyProvider.tsx'
import { Shoot } from './Shoot.tsx'
import { liveShoot } from './session/liveShoot.ts'
import { useSession } from './session/useSession.ts'
import { Button } from './shared/Button.tsx'
import { HealthBanner } from './shared/HealthBanner.tsx'
import { Nothing } from './shared/Nothing.tsx'
import { SignInLink } from './shared/SignInLink.tsx'
import { titleOf } from './shared/titleOf.ts'
import { useHealthFirst } from './shared/useHealth.ts'
import { usePageTitle } from './shared/usePageTitle.ts'

const route = getRouteApi('/shoots/$sessionId')

/** One shoot that the server has, or why it is not to be seen. */
export function ShootPage() {
  const { sessionId } = route.useParams()
  const { phase, session, view, connection, problem, reopen } = useSession(
    useMemo(() => liveShoot(sessionId), [sessionId]),
  )
  const { health, waits, late } = useHealthFirst()
  const { at, onLook } = useLookAddress('/shoots/$sessionId')
  usePageTitle(session === null ? 'Shoot' : titleOf(session))

  if (phase === 'gone') {
    return session === null ? (
      <Nothing title="This shoot is not here" words="It was deleted, or the address is not quite right." />
    ) : (
      <Nothing
        title="This shoot was deleted"
        words={`“${titleOf(session)}” was deleted elsewhere, with all its files. Your other shoots are as they were.`}
      />
    )
  }
  if (phase === 'failed' && problem?.status === 401) {
    return (
      <Nothing title="You are signed out" words="Sign in in a new tab, then try again here.">
        <Button onClick={reopen}>Try again</Button>
        <SignInLink />
      </Nothing>
    )
  }
  if (phase === 'failed' && problem !== null) {
    return (
      <Nothing title="The shoot could not be opened" words={`${problem.detail} ${problem.hint}`}>
        <Button onClick={reopen}>Try again</Button>
      </Nothing>
    )
  }
  if (session === null || waits) return null

  return (
    <ModelsProvider session={session}>
      <MoneyProvider session={session} view={view}>
        <Shoot
          session={session}
          view={view}
          connection={connection}
          at={at}
          onLook={onLook}
          banner={<HealthBanner health={health} late={late} />}
        />
      </MoneyProvider>
    </ModelsProvider>
  )
}
