import { lazy, Suspense, useState } from 'react'
import { useShortcut } from './useShortcut.ts'

const ShortcutsDialog = lazy(() =>
  import('./ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
)

/** Lists the keys of the page; the key ? does so too. */
export function ShortcutsButton() {
  const [open, setOpen] = useState(false)
  useShortcut(['?'], () => setOpen(true))
  return (
    <>
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        aria-keyshortcuts="?"
        title="Keyboard shortcuts"
        onClick={() => setOpen(true)}
        className="mt-auto grid size-8 place-items-center rounded-full text-soft hover:bg-well hover:text-ink"
      >
        ?
      </button>
      {open && (
        <Suspense>
          <ShortcutsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
