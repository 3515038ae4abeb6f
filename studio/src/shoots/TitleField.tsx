import { LIMITS } from '@fashion-shoot/protocol'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'

type TitleFieldProps = {
  title: string
  /** The new title; not called when it is the same, or nothing. */
  onRename(title: string): void
  /** Renaming is over; `byKey` when nothing else has the focus by then. */
  onDone(byKey: boolean): void
}

/** A shoot's title while it is being changed, in its place: Enter keeps it, and so does going elsewhere; Escape leaves it as it was. */
export function TitleField({ title, onRename, onDone }: TitleFieldProps) {
  const [text, setText] = useState(title)
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)

  useEffect(() => {
    // A menu that has brought it holds the focus until it is gone.
    const frame = requestAnimationFrame(() => field.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])

  function finish(keep: boolean, byKey: boolean) {
    if (done.current) return
    done.current = true
    const next = text.trim()
    if (keep && next !== '' && next !== title) onRename(next)
    onDone(byKey)
  }

  // Scrolled out of the window, a card is taken away without a word to the field in it.
  const leave = useEffectEvent(() => finish(true, false))
  useEffect(() => {
    const shown = field.current
    return () => queueMicrotask(() => shown?.isConnected || leave())
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    // None of these is for the card around it.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') finish(true, true)
    if (event.key === 'Escape') finish(false, true)
  }

  return (
    <input
      ref={field}
      aria-label="Title"
      value={text}
      maxLength={LIMITS.titleCharacters}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true, false)}
      className="relative z-10 -mx-1 min-w-0 grow rounded-inner bg-sheet px-1 outline-1 outline-outline focus-visible:outline-2"
    />
  )
}
