import { useSyncExternalStore } from 'react'
import { drafts } from './Drafts.ts'

type Draft = {
  words: string
  setWords(words: string): void
  /** Forgets the words, now that they are sent; not those that have been typed since. */
  sent(words: string): void
}

/** Words that were typed and not sent yet, kept under a name. */
export function useDraft(name: string): Draft {
  const words = useSyncExternalStore(drafts.subscribe, () => drafts.read(name))
  return { words, setWords: (next) => drafts.write(name, next), sent: (said) => drafts.sent(name, said) }
}
