import { NotHere } from '../../NotHere.tsx'
import { PageFailed } from '../../PageFailed.tsx'
import { RecordingNote } from '../../sample/RecordingNote.tsx'
import { type ExhibitGroup, exhibit, wideExhibit } from '../exhibits.ts'

export const pagesGroup = {
  id: 'pages',
  title: 'Pages',
  exhibits: [
    wideExhibit('Not here', <NotHere />),
    wideExhibit('Failed', <PageFailed />),
    exhibit('About a recording', <RecordingNote />),
  ],
} satisfies ExhibitGroup
