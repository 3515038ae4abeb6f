import type { SessionSummary, SessionView } from '@fashion-shoot/protocol'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../shared/IconButton.tsx'

const DownloadMenu = lazy(() => import('./DownloadMenu.tsx').then((module) => ({ default: module.DownloadMenu })))

type DownloadButtonProps = {
  session: SessionSummary
  view: Pick<SessionView, 'slots' | 'assets' | 'conversation'>
}

/** Opens what can be saved of the shoot, whose code is loaded with the first press. */
export function DownloadButton({ session, view }: DownloadButtonProps) {
  const [asked, setAsked] = useState(false)
  const closed = (
    <IconButton
      icon="download"
      label="Download"
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setAsked(true)}
    />
  )
  if (!asked) return closed
  return (
    <Suspense fallback={closed}>
      <DownloadMenu session={session} view={view} trigger={<IconButton icon="download" label="Download" />} />
    </Suspense>
  )
}
