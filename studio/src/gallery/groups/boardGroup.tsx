import type { Slot, Stage } from '@fashion-shoot/protocol'
import { pendingCheckpoint } from '@fashion-shoot/protocol'
import { FIXTURES, fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { Board } from '../../board/Board.tsx'
import { SlotPicture } from '../../board/SlotPicture.tsx'
import { StageGrid } from '../../board/StageGrid.tsx'
import { Strip } from '../../board/Strip.tsx'
import { ChangeProvider } from '../../decide/ChangeProvider.tsx'
import { DecisionBar } from '../../decide/DecisionBar.tsx'
import { MoneyProvider } from '../../money/MoneyProvider.tsx'
import { PlanStage } from '../../plan/PlanStage.tsx'
import { planBoard } from '../../shoot/boardPlan.ts'
import { type Exhibit, type ExhibitGroup, exhibit, wideExhibit } from '../exhibits.ts'

const nothing = () => {}

export const boardGroup = {
  id: 'board',
  title: 'Board',
  exhibits: [
    slot('Slot, to come', 'setup', 'hero'),
    slot('Slot, being made', 'hero-working', 'hero'),
    slot('Slot, ready, with versions', 'hero', 'hero'),
    slot('Slot, numbered', 'frames', 'frame_2'),
    slot('Slot, stale', 'stale', 'clip_1'),
    slot('Slot, being filmed', 'clips', 'clip_2'),
    slot('Slot, in the queue', 'clips', 'clip_4'),
    slot('Slot, failed', 'clips', 'clip_5'),
    slot('Slot, stopped', 'stopped', 'hero'),
    slot('Slot, film', 'film', 'film'),
    slot('Slot, film, being made', 'film-first', 'film'),
    slot('Slot, film, being made again', 'film-again', 'film'),
    decision('Decision', 'hero', false),
    decision('Decision, while the director ends its turn', 'frames', true),
    plan('Plan of a picture', 'hero-plan'),
    plan('Plan of clips', 'clips-plan'),
    wideExhibit('Strip', <Strip view={fixtureView('frames')} done={['hero', 'contact_sheet']} onActivate={nothing} />),
    grid('Stage to come', 'frames', 'clips'),
    ...FIXTURES.map((name) => wideExhibit(`Board: ${name}`, <WholeBoard name={name} />)),
  ],
} satisfies ExhibitGroup

function slot(name: string, fixture: string, which: Slot): Exhibit {
  const view = fixtureView(fixture)
  return exhibit(name, <SlotPicture view={view} slot={which} size="large" sizes="33vw" onActivate={nothing} />)
}

function grid(name: string, fixture: string, stage: Stage): Exhibit {
  const view = fixtureView(fixture)
  return wideExhibit(name, <StageGrid view={view} stage={stage} size="small" onActivate={nothing} />)
}

function decision(name: string, fixture: string, waiting: boolean): Exhibit {
  const checkpoint = pendingCheckpoint(fixtureView(fixture))
  if (checkpoint === undefined) throw new Error(`The fixture ${fixture} has no checkpoint.`)
  return exhibit(
    name,
    <div className="min-h-32">
      <ChangeProvider checkpoint={checkpoint}>
        <DecisionBar sessionId="none" checkpoint={checkpoint} waiting={waiting} heading={{ current: null }} />
      </ChangeProvider>
    </div>,
  )
}

function plan(name: string, fixture: string): Exhibit {
  const view = fixtureView(fixture)
  const checkpoint = pendingCheckpoint(view)
  if (checkpoint?.plan === undefined) throw new Error(`The fixture ${fixture} has no plan.`)
  return wideExhibit(
    name,
    <ChangeProvider checkpoint={checkpoint}>
      <PlanStage
        sessionId="none"
        view={view}
        checkpoint={checkpoint}
        plan={checkpoint.plan}
        heading={{ current: null }}
      />
    </ChangeProvider>,
  )
}

function WholeBoard({ name }: { name: string }) {
  const view = fixtureView(name)
  const session = fixtureSummary(name)
  return (
    <MoneyProvider session={session} view={view}>
      <Board key={planBoard(view).focus} session={session} view={view} />
    </MoneyProvider>
  )
}
