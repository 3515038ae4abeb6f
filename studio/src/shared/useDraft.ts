import { useState } from 'react'
import { KeptWords } from './KeptWords.ts'

type Draft = {
  words: string
  setWords(words: string): void
  /** Forgets the words, now that they are sent; not those that have been typed since. */
  sent(words: string): void
}

const drafts = new KeptWords(() => localStorage)

/**
 * Words that were typed and not sent yet: they outlive a reload. Empty words leave nothing behind. Where the browser keeps nothing, they
 * live as long as the page.
 */
export function useDraft(name: string): Draft {
  const key = `draft:${name}`
  const [held, setHeld] = useState(() => ({ key, words: drafts.read(key) ?? '' }))
  // Another name has other words.
  if (held.key !== key) setHeld({ key, words: drafts.read(key) ?? '' })

  function setWords(words: string) {
    setHeld({ key, words })
    drafts.write(key, words)
  }

  return { words: held.words, setWords, sent: (words) => (drafts.read(key) ?? words) === words && setWords('') }
}
