import type { SessionSummary } from '@fashion-shoot/protocol'
import { type ComponentProps, useRef, useState } from 'react'
import { useArchive } from '../api/mutations.ts'
import { asProblem } from '../api/problems.ts'
import { ContextMenu } from '../shared/ui/ContextMenu.tsx'
import { Menu } from '../shared/ui/Menu.tsx'
import type { MenuItem } from '../shared/ui/menuItem.ts'
import { showToast } from '../shared/ui/toasts.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { ShootLine } from './ShootLine.tsx'

/** One shoot in the list of all, with what can be done with it. */
export function ShootRow({ shoot, free }: { shoot: SessionSummary; free: boolean }) {
  const [asking, setAsking] = useState<'rename' | 'delete' | null>(null)
  const archive = useArchive(shoot.id)
  const more = useRef<HTMLButtonElement>(null)
  const dialog = { shoot, returnTo: more, onClose: () => setAsking(null) }

  /** The line leaves the list meanwhile: what is to be said after it can't be left to the line. */
  async function putAway() {
    try {
      await archive.mutateAsync(true)
      showToast(`“${shoot.title}” is archived.`, () => {
        archive.mutateAsync(false).catch(tell)
      })
    } catch (error) {
      tell(error)
    }
  }

  const items: MenuItem[] = [
    { label: 'Rename…', onSelect: () => setAsking('rename') },
    { label: 'Archive', onSelect: putAway },
    { label: 'Delete…', onSelect: () => setAsking('delete'), danger: true },
  ]
  return (
    <>
      <ContextMenu items={items}>
        <div className="flex items-center gap-2">
          <ShootLine shoot={shoot} free={free} />
          <Menu items={items} trigger={<MoreButton ref={more} aria-label={`More for ${shoot.title}`} />} />
        </div>
      </ContextMenu>
      {asking === 'rename' && <RenameDialog {...dialog} />}
      {asking === 'delete' && <DeleteDialog {...dialog} />}
    </>
  )
}

function tell(error: unknown): void {
  showToast(asProblem(error).detail)
}

function MoreButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className="grid size-10 shrink-0 place-items-center rounded-inner text-soft transition hover:bg-well hover:text-ink data-[state=open]:bg-well"
      {...props}
    >
      <svg viewBox="0 0 20 20" className="size-5 fill-current" aria-hidden="true">
        <circle cx="4" cy="10" r="1.5" />
        <circle cx="10" cy="10" r="1.5" />
        <circle cx="16" cy="10" r="1.5" />
      </svg>
    </button>
  )
}
