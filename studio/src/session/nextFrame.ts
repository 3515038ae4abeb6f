/** ms; a hidden page gets no animation frames, and must still keep up. */
const LATEST_MS = 250

/** Calls back once: at the next animation frame, or a little later when the page is hidden. */
export function nextFrame(callback: () => void): void {
  let called = false
  const once = () => {
    if (called) return
    called = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    callback()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, LATEST_MS)
}
