import type { SessionSummary } from '@fashion-shoot/protocol'
import { fixtureSummary } from '../../../dev/fixtureShoot.ts'
import { NoShoots } from '../../shoots/NoShoots.tsx'
import { ShootCard } from '../../shoots/ShootCard.tsx'
import { ShootCover } from '../../shoots/ShootCover.tsx'
import { ShootsLoading } from '../../shoots/ShootsLoading.tsx'
import { ShootsToolbar } from '../../shoots/ShootsToolbar.tsx'
import { TitleField } from '../../shoots/TitleField.tsx'
import { useShootActions } from '../../shoots/useShootActions.ts'
import { type ExhibitGroup, exhibit, wideExhibit } from '../exhibits.ts'

const film = fixtureSummary('film')
const nothing = () => {}

export const shootsGroup = {
  id: 'shoots',
  title: 'Shoots',
  exhibits: [
    exhibit('Shoot, film made', <ShootCover shoot={film} />),
    exhibit('Shoot, working', <ShootCover shoot={fixtureSummary('clips')} />),
    exhibit('Shoot, nothing made', <ShootCover shoot={{ ...fixtureSummary('setup'), running: false }} />),
    exhibit('Shoot, a long title', <ShootCover shoot={{ ...film, title: film.title.repeat(4) }} />),
    exhibit('Shoot, without a title', <ShootCover shoot={{ ...film, title: '' }} />),
    exhibit('Shoot, with what can be done', <Card shoot={film} />),
    exhibit('Shoot, archived', <Card shoot={{ ...film, archived: true }} />),
    exhibit('Shoot, being renamed', <ShootCover shoot={film} title={<Renamed />} />),
    wideExhibit('Search and order', <ShootsToolbar search={{}} onChange={nothing} />),
    wideExhibit(
      'Search, archived, by title',
      <ShootsToolbar search={{ q: 'dusk', sort: 'title', archived: true }} onChange={nothing} />,
    ),
    wideExhibit('Shoots, loading', <ShootsLoading />),
    exhibit('No shoots', <NoShoots search={{}} />),
    exhibit('No shoots, archived', <NoShoots search={{ archived: true }} />),
    exhibit('No shoots, of such a title', <NoShoots search={{ q: 'dawn' }} />),
  ],
} satisfies ExhibitGroup

function Card({ shoot }: { shoot: SessionSummary }) {
  return <ShootCard shoot={shoot} actions={useShootActions()} />
}

function Renamed() {
  return <TitleField title={film.title} onRename={nothing} onDone={nothing} />
}
