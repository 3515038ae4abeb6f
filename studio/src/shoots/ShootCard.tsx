import type { SessionSummary } from '@fashion-shoot/protocol'
import { titleOf } from '../shared/titleOf.ts'
import { ShootCover } from './ShootCover.tsx'
import { openShootsMenu } from './ShootsMenu.tsx'
import { TitleField } from './TitleField.tsx'

type ShootCardProps = {
  shoot: SessionSummary
  /** Its title is being changed. */
  renaming: boolean
  onRename(title: string): void
  /** Renaming is over; `byKey` when nothing else has the focus by then. */
  onRenamed(byKey: boolean): void
}

/** One shoot in the grid of all, with the button that opens its menu. */
export function ShootCard({ shoot, renaming, onRename, onRenamed }: ShootCardProps) {
  return (
    <div className="group/card relative">
      <ShootCover
        shoot={shoot}
        title={renaming ? <TitleField title={shoot.title} onRename={onRename} onDone={onRenamed} /> : undefined}
      />
      <button
        type="button"
        aria-haspopup="menu"
        aria-label={`More for ${titleOf(shoot)}`}
        onClick={(event) => openShootsMenu(event.currentTarget)}
        className="absolute top-0 right-0 z-10 grid size-11 place-items-center opacity-0 transition focus-visible:opacity-100 focus-visible:-outline-offset-4 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:opacity-100"
      >
        <svg viewBox="0 0 20 20" className="size-7 rounded-full bg-shade/70 fill-white p-1" aria-hidden="true">
          <circle cx="4" cy="10" r="1.7" />
          <circle cx="10" cy="10" r="1.7" />
          <circle cx="16" cy="10" r="1.7" />
        </svg>
      </button>
    </div>
  )
}
