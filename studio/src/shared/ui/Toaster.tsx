import { Toast as Radix } from 'radix-ui'
import { dismissToast, type Toast } from './toasts.ts'

/** ms that a toast stays; time does not pass while the pointer or the focus is on it */
const STAY = { told: 5000, undoable: 8000 }

/** The toasts, at the foot of the window; on a phone, which has its fields there, at the top. F8 goes there from anywhere. */
export function Toaster({ toasts }: { toasts: Toast[] }) {
  return (
    <Radix.Provider swipeDirection="right">
      {toasts.map(({ id, words, undo }) => (
        <Radix.Root
          key={id}
          duration={undo ? STAY.undoable : STAY.told}
          onOpenChange={(open) => open || dismissToast(id)}
          className="flex animate-appear items-center gap-4 rounded-card bg-ink px-4 py-3 text-paper shadow-lift data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x)"
        >
          <Radix.Title className="min-w-0 grow">{words}</Radix.Title>
          {undo && (
            <Radix.Action
              altText="Undo"
              onClick={() => {
                undo()
                requestAnimationFrame(leaveToasts)
              }}
              className="shrink-0 font-medium underline underline-offset-4"
            >
              Undo
            </Radix.Action>
          )}
          <Radix.Close aria-label="Dismiss" className="-m-2 shrink-0 p-2 opacity-70 hover:opacity-100">
            <svg viewBox="0 0 12 12" className="size-3" aria-hidden="true">
              <path d="M2 2l8 8M10 2l-8 8" className="stroke-current" strokeWidth="1.4" strokeLinecap="round" />
            </svg>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed inset-x-4 z-50 mx-auto flex max-w-md flex-col gap-2 outline-none max-wide:top-4 wide:bottom-4" />
    </Radix.Provider>
  )
}

/** Time does not pass for toasts while the focus is among them: where the one that had it is gone, it must not stay there. */
function leaveToasts(): void {
  const { activeElement } = document
  if (activeElement instanceof HTMLOListElement) activeElement.blur()
}
