import type { SessionSummary, SessionView } from '@fashion-shoot/protocol'
import { activeAsset } from '@fashion-shoot/protocol'
import type { ReactElement } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { useIsRecording } from '../session/RecordingContext.ts'
import { Menu } from '../shared/ui/Menu.tsx'
import type { MenuItem } from '../shared/ui/menuItem.ts'
import { showToast } from '../shared/ui/toasts.ts'
import { filmChoices } from './filmChoices.ts'
import { save } from './save.ts'

type DownloadMenuProps = {
  session: SessionSummary
  view: Pick<SessionView, 'slots' | 'assets' | 'conversation'>
  trigger: ReactElement
}

/** What of the shoot can be saved; open from the start. The zip is the server's: there is none of a recording. */
export function DownloadMenu({ session, view, trigger }: DownloadMenuProps) {
  const films = filmChoices(view).map(({ film, label }): MenuItem => {
    return { label, onSelect: () => void save(`${mediaUrl(film.id)}?download`) }
  })
  const fixed = useIsRecording()
  const items: MenuItem[] = [
    ...films,
    {
      label: 'Contact sheet for the client, PDF',
      disabled: activeAsset(view, 'hero') === undefined,
      onSelect: () => void makeSheet(session, view),
    },
    ...(fixed
      ? []
      : [
          {
            label: 'Everything, as one zip',
            disabled: Object.keys(view.assets).length === 0,
            onSelect: () => void save(`/api/sessions/${session.id}/archive.zip`),
          },
        ]),
  ]
  return <Menu trigger={trigger} items={items} defaultOpen />
}

async function makeSheet(session: SessionSummary, view: DownloadMenuProps['view']): Promise<void> {
  showToast('The PDF for the client is being made.')
  try {
    const { saveContactSheet } = await import('./contactSheet/saveContactSheet.ts')
    await saveContactSheet(session, view)
  } catch {
    showToast('The PDF for the client could not be made: a picture did not load. Nothing was lost; try again.')
  }
}
