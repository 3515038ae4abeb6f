import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { fixtureSession } from '../../../dev/fixtureShoot.ts'
import { SpendLine } from '../../board/SpendLine.tsx'
import { Button } from '../../shared/Button.tsx'
import { ContextMenu } from '../../shared/ui/ContextMenu.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Menu } from '../../shared/ui/Menu.tsx'
import type { MenuItem } from '../../shared/ui/menuItem.ts'
import { Tooltip } from '../../shared/ui/Tooltip.tsx'
import { showToast } from '../../shared/ui/toasts.ts'
import { type ExhibitGroup, exhibit } from '../exhibits.ts'

const ITEMS: MenuItem[] = [
  { label: 'Make active', onSelect: () => showToast('Version 1 is active.', () => showToast('Version 2 is active.')) },
  { label: 'Compare…', onSelect: () => {}, disabled: true },
  { label: 'Delete…', onSelect: () => {}, danger: true },
]

export const overlaysGroup = {
  id: 'overlays',
  title: 'Overlays',
  exhibits: [
    exhibit(
      'Popover, of the budget',
      <SpendLine sessionId={fixtureSession('film')} assets={0} spentUsd={0.32} budgetUsd={10} free={false} />,
    ),
    exhibit(
      'Popover, where nothing charges',
      <SpendLine sessionId={fixtureSession('film')} assets={0} spentUsd={0.32} budgetUsd={10} free />,
    ),
    exhibit('Dialog', <Asked />),
    exhibit('Menu', <Menu items={ITEMS} trigger={<Button>More</Button>} />),
    exhibit(
      'Context menu',
      <ContextMenu items={ITEMS}>
        <div className="rounded-card bg-well p-6 text-soft">The other mouse button, or a long press</div>
      </ContextMenu>,
    ),
    exhibit(
      'Tooltip',
      <Tooltip words="Made from something that has been replaced since">
        <Button>Stale</Button>
      </Tooltip>,
    ),
    exhibit('Toast', <Button onClick={() => showToast('The film is downloaded.')}>Tell</Button>),
    exhibit(
      'Toast, with undo',
      <Button onClick={() => showToast('The shoot is archived.', () => showToast('It is back.'))}>Archive</Button>,
    ),
  ],
} satisfies ExhibitGroup

function Asked() {
  return (
    <Opened
      show={(close) => (
        <Dialog title="A question" words="What it is about, in a sentence or two." open onOpenChange={close}>
          <Button look="primary" onClick={close}>
            Answer
          </Button>
        </Dialog>
      )}
    />
  )
}

function Opened({ show }: { show: (close: () => void, button: RefObject<HTMLButtonElement | null>) => ReactNode }) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button ref={button} onClick={() => setOpen(true)}>
        Open
      </Button>
      {open && show(() => setOpen(false), button)}
    </>
  )
}
