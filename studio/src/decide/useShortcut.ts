import { useEffect, useRef } from 'react'
import { areCharacterKeysOn } from './characterKeys.ts'
import { pressedAt } from './pressedAt.ts'
import { shortcutOf } from './shortcutOf.ts'

/** Calls back when a key is pressed that nothing on the page wants for itself; `onKey` null is no shortcut for now. */
export function useShortcut(keys: readonly string[], onKey: ((key: string) => void) | null): void {
  const latest = useRef({ keys, onKey })
  useEffect(() => {
    latest.current = { keys, onKey }
  })
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      const { keys, onKey } = latest.current
      const key = onKey && shortcutOf(event, pressedAt(event), keys, areCharacterKeysOn())
      if (key === null) return
      event.preventDefault()
      onKey?.(key)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
