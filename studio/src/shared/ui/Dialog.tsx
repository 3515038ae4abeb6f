import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'

type DialogProps = {
  title: string
  /** What it is about, in a sentence or two. */
  words?: string
  open: boolean
  onOpenChange(open: boolean): void
  /** True for a place to work in, which wants room. */
  wide?: boolean
  children: ReactNode
}

/** A question that wants an answer before anything else; on a phone it rises from the foot of the window. */
export function Dialog({ title, words, open, onOpenChange, wide = false, children }: DialogProps) {
  const opener = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-develop bg-shade/45" />
        <Radix.Content
          {...(words === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
          className={`fixed z-40 max-h-dvh animate-appear overflow-y-auto border-line bg-sheet p-5 shadow-lift outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-card max-sm:border-t max-sm:pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:inset-0 sm:m-auto sm:h-fit sm:rounded-card sm:border ${wide ? 'sm:w-[min(68rem,100vw-3rem)]' : 'sm:w-96'}`}
        >
          <Radix.Title className="font-medium text-body">{title}</Radix.Title>
          {words !== undefined && <Radix.Description className="mt-1 text-soft">{words}</Radix.Description>}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
