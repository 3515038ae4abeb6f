import type { ConversationItem } from '@fashion-shoot/protocol'
import { type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { turnsBack } from './turnsBack.ts'

/** px from the beginning of what is shown within which more of it comes */
const NEAR = 400

/**
 * Where in a conversation its list begins: near the end, so that a long one is there as soon as a short one. `showEarlier` moves it
 * back, while what is read stays where it is; `onScroll` does so by itself where the list scrolls to its beginning.
 */
export function useEarlier(box: RefObject<HTMLElement | null>, conversation: readonly ConversationItem[]) {
  const [from, setFrom] = useState(() => turnsBack(conversation))

  function showEarlier() {
    const list = box.current
    const first = list?.querySelector('[data-row]')
    if (list == null || first == null) return
    const before = first.getBoundingClientRect().top
    flushSync(() => setFrom(turnsBack(conversation, from)))
    const scroller = list.scrollHeight > list.clientHeight ? list : window
    scroller.scrollBy(0, first.getBoundingClientRect().top - before)
  }

  function onScroll() {
    if (from > 0 && box.current !== null && box.current.scrollTop < NEAR) showEarlier()
  }

  return { from, showEarlier, onScroll }
}
