import type { SessionSummary } from '@fashion-shoot/protocol'
import { type ComponentProps, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ContextMenu } from '../shared/ui/ContextMenu.tsx'
import { Menu } from '../shared/ui/Menu.tsx'
import type { MenuItem } from '../shared/ui/menuItem.ts'
import { ShootCover } from './ShootCover.tsx'
import { TitleField } from './TitleField.tsx'
import type { useShootActions } from './useShootActions.ts'

type ShootCardProps = { shoot: SessionSummary; actions: ReturnType<typeof useShootActions> }

/** One shoot in the grid of all, with what can be done with it: by its button, by the other mouse button, by F2 and Delete. */
export function ShootCard({ shoot, actions }: ShootCardProps) {
  const [renaming, setRenaming] = useState(false)
  const card = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLAnchorElement)) return
    if (event.key === 'F2') setRenaming(true)
    if (event.key === 'Delete') actions.remove(shoot)
  }

  function onRenamed(byKey: boolean) {
    flushSync(() => setRenaming(false))
    if (byKey) card.current?.querySelector('a')?.focus()
  }

  const items: MenuItem[] = [
    { label: 'Rename', onSelect: () => setRenaming(true), movesFocus: true },
    { label: 'Duplicate', onSelect: () => actions.duplicate(shoot) },
    { label: shoot.archived ? 'Take out of the archive' : 'Archive', onSelect: () => actions.archive(shoot) },
    { label: 'Delete', onSelect: () => actions.remove(shoot), danger: true },
  ]
  const field = renaming && (
    <TitleField title={shoot.title} onRename={(title) => actions.rename(shoot, title)} onDone={onRenamed} />
  )
  return (
    <ContextMenu items={items}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the link in it. */}
      <div ref={card} onKeyDown={onKeyDown} className="group/card relative">
        <ShootCover shoot={shoot} {...(field && { title: field })} />
        <Menu items={items} trigger={<MoreButton aria-label={`More for ${shoot.title}`} />} />
      </div>
    </ContextMenu>
  )
}

function MoreButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className="absolute top-0 right-0 z-10 grid size-11 place-items-center opacity-0 transition focus-visible:opacity-100 focus-visible:-outline-offset-4 group-focus-within/card:opacity-100 group-hover/card:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
      {...props}
    >
      <svg viewBox="0 0 20 20" className="size-7 rounded-full bg-shade/70 fill-white p-1" aria-hidden="true">
        <circle cx="4" cy="10" r="1.7" />
        <circle cx="10" cy="10" r="1.7" />
        <circle cx="16" cy="10" r="1.7" />
      </svg>
    </button>
  )
}
