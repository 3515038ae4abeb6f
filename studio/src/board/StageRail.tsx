import { STAGES, type Stage } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import { ShortcutsButton } from '../decide/ShortcutsButton.tsx'
import { Mark } from '../shared/Mark.tsx'
import type { StageState } from '../shoot/boardPlan.ts'
import { STAGE_WORDS } from '../shoot/stageWords.ts'

const DOTS: Record<StageState, string> = {
  made: 'bg-done',
  now: 'bg-accent ring-4 ring-accent/20',
  ahead: 'border border-outline',
}

const WORDS: Record<StageState, string> = { made: 'done', now: 'now', ahead: 'to come' }

/** The five stages from first to last, and how far the shoot is. */
export function StageRail({ states }: { states: Record<Stage, StageState> }) {
  return (
    <nav
      aria-label="Stages"
      className="flex flex-col items-center gap-10 border-line border-r py-5 max-wide:hidden wide:row-span-2"
    >
      <Link to="/shoots" aria-label="All shoots" title="All shoots">
        <Mark />
      </Link>
      <ol className="flex flex-col gap-5">
        {STAGES.map((stage) => (
          <li key={stage}>
            <a
              href={`#stage-${stage}`}
              aria-current={states[stage] === 'now' ? 'step' : undefined}
              className={`flex flex-col items-center gap-2 text-small hover:text-ink ${states[stage] === 'now' ? 'text-ink' : 'text-soft'}`}
            >
              <span className={`size-2 rounded-full ${DOTS[states[stage]]}`} />
              {STAGE_WORDS[stage].short}
              <span className="sr-only">, {WORDS[states[stage]]}</span>
            </a>
          </li>
        ))}
      </ol>
      <ShortcutsButton />
    </nav>
  )
}
