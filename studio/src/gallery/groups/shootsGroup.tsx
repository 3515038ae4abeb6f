import { createRef } from 'react'
import { FIXTURES, fixtureSummary } from '../../../dev/fixtureShoot.ts'
import { NoShoots } from '../../shoots/NoShoots.tsx'
import { ShootCover } from '../../shoots/ShootCover.tsx'
import { ShootGrid } from '../../shoots/ShootGrid.tsx'
import { ShootsLoading } from '../../shoots/ShootsLoading.tsx'
import { ShootsToolbar } from '../../shoots/ShootsToolbar.tsx'
import { TitleField } from '../../shoots/TitleField.tsx'
import { useShownShoots } from '../../shoots/useShownShoots.ts'
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
    wideExhibit('Shoots, with what can be done', <Grid />),
    exhibit('Shoot, being renamed', <ShootCover shoot={film} title={<Renamed />} />),
    wideExhibit('Search and order', <ShootsToolbar search={{}} searchField={createRef()} onChange={nothing} />),
    wideExhibit(
      'Search, archived, by title',
      <ShootsToolbar
        search={{ q: 'dusk', sort: 'title', archived: true }}
        searchField={createRef()}
        onChange={nothing}
      />,
    ),
    wideExhibit('Shoots, loading', <ShootsLoading />),
    exhibit('No shoots', <NoShoots search={{}} />),
    exhibit('No shoots, archived', <NoShoots search={{ archived: true }} />),
    exhibit('No shoots, of such a title', <NoShoots search={{ q: 'dawn' }} />),
    exhibit('No shoots, at a stage', <NoShoots search={{ stage: 'clips' }} />),
  ],
} satisfies ExhibitGroup

function Grid() {
  const shoots = useShownShoots(FIXTURES.slice(0, 5).map(fixtureSummary))
  return <ShootGrid shoots={shoots} onEnd={nothing} onEmptied={nothing} />
}

function Renamed() {
  return <TitleField title={film.title} onRename={nothing} onDone={nothing} />
}
