import type { Health } from '@fashion-shoot/protocol'
import { type ComponentProps, lazy, Suspense, useState } from 'react'

const KeysPopover = lazy(() => import('./KeysPopover.tsx').then((module) => ({ default: module.KeysPopover })))

/** Tells how the parts that are stand-ins become real ones, when it is pressed; that is loaded with the first press. */
export function KeysButton({ health }: { health: Health }) {
  const [asked, setAsked] = useState(false)
  const closed = <LinkButton aria-haspopup="dialog" aria-expanded={false} onClick={() => setAsked(true)} />
  if (!asked) return closed
  return (
    <Suspense fallback={closed}>
      <KeysPopover health={health} trigger={<LinkButton />} />
    </Suspense>
  )
}

function LinkButton(props: ComponentProps<'button'>) {
  return (
    <button type="button" className="rounded-inner underline underline-offset-4 hover:text-ink" {...props}>
      Use real models
    </button>
  )
}
