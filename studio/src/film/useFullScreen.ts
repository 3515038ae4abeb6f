import { type RefObject, useEffect, useState } from 'react'

/** Safari on a phone fills the screen with a video only, and by a call of its own. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void }

/** Whether an element fills the screen, and what lets it or ends that. */
export function useFullScreen(element: RefObject<HTMLElement | null>, video: HTMLVideoElement | null) {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const note = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === element.current)
    document.addEventListener('fullscreenchange', note)
    return () => document.removeEventListener('fullscreenchange', note)
  }, [element])

  function toggle() {
    // A browser may say no, and then all stays as it is.
    if (full) document.exitFullscreen().catch(() => {})
    else if (document.fullscreenEnabled) element.current?.requestFullscreen().catch(() => {})
    else (video as PhoneVideo | null)?.webkitEnterFullscreen?.()
  }
  return { full, toggle }
}
