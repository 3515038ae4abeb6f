/**
 * Calls back once when this process's parent has ended. npm is such a parent: killed outright, it passes nothing on, and what it
 * started would run for ever.
 *
 * @param checkMs how often to look
 */
export function whenOrphaned(callback: () => void, checkMs = 1000): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, checkMs)
  timer.unref()
}
