import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'

/** ms that a pointer rests on a thing before the tooltip comes */
const DELAY = 400

/** A few words on a thing that shows none; also for what the keyboard reaches. */
export function Tooltip({ words, children }: { words: string; children: ReactElement }) {
  return (
    <Radix.Provider delayDuration={DELAY}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-64 animate-appear rounded-inner bg-ink px-2 py-1 text-paper text-small"
          >
            {words}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
