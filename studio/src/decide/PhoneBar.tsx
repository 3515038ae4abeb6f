import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react'

/** What a phone has at the foot of its window: the decision, or the field for a message. A wide window shows both. */
type PhoneBar = { bar: 'decision' | 'message'; show(bar: PhoneBar['bar']): void }

const PhoneBarContext = createContext<PhoneBar>({ bar: 'decision', show() {} })

/** On what is at the foot of the window for a message. */
export const MESSAGE_BAR = { 'data-message-bar': '' } as const

/** `checkpointId`: what waits for a decision; without one there is only the message. Each checkpoint is shown first, unless somebody is writing. */
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
      show: (bar) => setSetAside(bar === 'message' ? checkpointId : undefined),
    }),
    [checkpointId, setAside],
  )
  return <PhoneBarContext value={value}>{children}</PhoneBarContext>
}

export function usePhoneBar(): PhoneBar {
  return use(PhoneBarContext)
}
