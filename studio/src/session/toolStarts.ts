const KEY = 'tools-begun'

/**
 * When tools that run began, ms since the epoch, by their tool-use id. The log does not say; the page notes when it saw them begin, for
 * its tab, so that a reload goes on counting.
 */
function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}')
  } catch {
    return {}
  }
}

function write(starts: Record<string, number>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(starts))
  } catch {
    // Without storage nobody counts seconds, and all else goes on.
  }
}

/** The page saw a tool begin. */
export function noteToolStart(toolUseId: string, now: number = Date.now()): void {
  write({ ...read(), [toolUseId]: now })
}

/** A tool has come back. */
export function forgetToolStart(toolUseId: string): void {
  const { [toolUseId]: _, ...others } = read()
  write(others)
}

/** When the page saw a tool begin, ms since the epoch; undefined when it did not. */
export function toolStart(toolUseId: string): number | undefined {
  return read()[toolUseId]
}
