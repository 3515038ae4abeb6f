import { fixtureSummary } from '../../../dev/fixtureShoot.ts'
import { ShootLine } from '../../shoots/ShootLine.tsx'
import { ShootRow } from '../../shoots/ShootRow.tsx'
import { EstimateLine } from '../../start/EstimateLine.tsx'
import { type ExhibitGroup, exhibit } from '../exhibits.ts'

const film = fixtureSummary('film')

export const shootsGroup = {
  id: 'shoots',
  title: 'Shoots',
  exhibits: [
    exhibit('Shoot, film made', <ShootLine shoot={film} free={false} />),
    exhibit('Shoot, at list price', <ShootLine shoot={film} free />),
    exhibit('Shoot, working', <ShootLine shoot={fixtureSummary('clips')} free={false} />),
    exhibit('Shoot, nothing made', <ShootLine shoot={fixtureSummary('setup')} free={false} />),
    exhibit('Shoot, a long title', <ShootLine shoot={{ ...film, title: film.title.repeat(4) }} free={false} />),
    exhibit('Shoot, with what can be done', <ShootRow shoot={film} free={false} />),
    exhibit('Estimate', <EstimateLine free={false} />),
    exhibit('Estimate, nothing charges', <EstimateLine free />),
  ],
} satisfies ExhibitGroup
