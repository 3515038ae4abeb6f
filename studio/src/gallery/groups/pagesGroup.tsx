import { NotHere } from '../../NotHere.tsx'
import { PageFailed } from '../../PageFailed.tsx'
import { type ExhibitGroup, wideExhibit } from '../exhibits.ts'

export const pagesGroup = {
  id: 'pages',
  title: 'Pages',
  exhibits: [wideExhibit('Not here', <NotHere />), wideExhibit('Failed', <PageFailed />)],
} satisfies ExhibitGroup
