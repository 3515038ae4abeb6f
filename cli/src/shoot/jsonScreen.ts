import type { Screen } from './Screen.ts'

/** Events as lines `{"seq":…,"type":…,…}` on standard output; words for people on standard error. */
export function jsonScreen(out: NodeJS.WritableStream, words: NodeJS.WritableStream): Screen {
  return {
    show: ({ seq, event }) => void out.write(`${JSON.stringify({ seq, ...event })}\n`),
    note: (text) => void words.write(`${text}\n`),
    rest: () => {},
  }
}
