import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'

/** What a phone has at the foot of its window: the decision, or the field for a message. A wide window shows both. */
type PhoneBar = {
  bar: 'decision' | 'message'
  /** Shows the field for a message, and leads the focus into it. */
  write(): void
  decide(): void
}

const PhoneBarContext = createContext<PhoneBar>({ bar: 'decision', write() {}, decide() {} })

/** On what is at the foot of the window for a message. */
export const MESSAGE_BAR = { 'data-message-bar': '' } as const

/** `checkpointId`: what can be decided now; without one there is only the message. Each checkpoint is shown first, unless somebody is writing. */
export function PhoneBarProvider({
  checkpointId,
  children,
}: {
  checkpointId: string | undefined
  children: ReactNode
}) {
  const [setAside, setSetAside] = useState<string>()
  useLayoutEffect(() => {
    if (document.activeElement?.closest('[data-message-bar]')) setSetAside(checkpointId)
  }, [checkpointId])
  const value = useMemo(
    (): PhoneBar => ({
      bar: checkpointId === undefined || setAside === checkpointId ? 'message' : 'decision',
      write() {
        // At once: a phone brings up its keyboard only for what gets the focus while the tap lasts.
        flushSync(() => setSetAside(checkpointId))
        focusMessage()
      },
      decide: () => setSetAside(undefined),
    }),
    [checkpointId, setAside],
  )
  return <PhoneBarContext value={value}>{children}</PhoneBarContext>
}

export function focusMessage(): void {
  document.querySelector<HTMLElement>('[data-message-bar] textarea')?.focus()
}

export function usePhoneBar(): PhoneBar {
  return use(PhoneBarContext)
}
