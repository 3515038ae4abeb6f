import { fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { DownloadButton } from '../../download/DownloadButton.tsx'
import { type Exhibit, type ExhibitGroup, exhibit } from '../exhibits.ts'

export const downloadGroup = {
  id: 'download',
  title: 'Download',
  exhibits: [
    download('Download, of a film', 'film'),
    download('Download, of a hero', 'hero'),
    download('Download, before there is a picture', 'setup'),
  ],
} satisfies ExhibitGroup

function download(name: string, fixture: string): Exhibit {
  return exhibit(name, <DownloadButton session={fixtureSummary(fixture)} view={fixtureView(fixture)} />)
}
