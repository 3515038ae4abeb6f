import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** px from its end within which a list follows what is new. */
const FOLLOW_WITHIN = 80

/**
 * Keeps a list that scrolls at its end while `content` grows or its room shrinks, unless the person has scrolled back and not spoken
 * since: `said` is how often they have. Returns what the list is to call when it was scrolled.
 */
export function useFollowing(box: RefObject<HTMLElement | null>, content: unknown, said: number): () => void {
  const following = useRef(true)

  const follow = () => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever speaks wants to see the answer.
  useLayoutEffect(() => {
    following.current = true
  }, [said])

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever the content grows.
  useLayoutEffect(follow, [content])

  // biome-ignore lint/correctness/useExhaustiveDependencies: watches the same element all the time.
  useEffect(() => {
    const observer = new ResizeObserver(follow)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])

  return () => {
    if (!box.current) return
    const { scrollHeight, scrollTop, clientHeight } = box.current
    following.current = scrollHeight - scrollTop - clientHeight < FOLLOW_WITHIN
  }
}
