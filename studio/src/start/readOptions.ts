import { Options } from '@fashion-shoot/protocol'

/** Options as they were kept; none where they are of another time, or whatever else stands there. */
export function readOptions(words: string): Options {
  try {
    return Options.safeParse(JSON.parse(words)).data ?? {}
  } catch {
    return {}
  }
}
