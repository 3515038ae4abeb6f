import { KeptWords } from '../shared/KeptWords.ts'

const NAME = 'tools-begun'
/** For a tab: the same tool is counted by each from when it saw it begin. */
const inTab = new KeptWords(() => sessionStorage)

/**
 * When tools that run began, ms since the epoch, by their tool-use id. The log does not say; the page notes when it saw them begin, for
 * its tab, so that a reload goes on counting.
 */
function read(kept: KeptWords): Record<string, number> {
  try {
    return JSON.parse(kept.read(NAME) ?? '{}')
  } catch {
    return {}
  }
}

/** The page saw a tool begin. */
export function noteToolStart(toolUseId: string, now: number = Date.now(), kept: KeptWords = inTab): void {
  kept.write(NAME, JSON.stringify({ ...read(kept), [toolUseId]: now }))
}

/** A tool has come back. */
export function forgetToolStart(toolUseId: string, kept: KeptWords = inTab): void {
  const { [toolUseId]: _, ...others } = read(kept)
  kept.write(NAME, JSON.stringify(others))
}

/** When the page saw a tool begin, ms since the epoch; undefined when it did not. */
export function toolStart(toolUseId: string, kept: KeptWords = inTab): number | undefined {
  return read(kept)[toolUseId]
}
