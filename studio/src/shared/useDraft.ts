import { useState } from 'react'

type Draft = {
  words: string
  setWords(words: string): void
  /** Forgets the words, now that they are sent; not those that have been typed since. */
  sent(words: string): void
}

/**
 * Words that were typed and not sent yet: they outlive a reload. Empty words leave nothing behind. Where the browser keeps nothing, they
 * live as long as the page.
 */
export function useDraft(name: string): Draft {
  const key = `draft:${name}`
  const [held, setHeld] = useState(() => ({ key, words: kept(key) ?? '' }))
  // Another name has other words.
  if (held.key !== key) setHeld({ key, words: kept(key) ?? '' })

  function setWords(words: string) {
    setHeld({ key, words })
    keep(key, words)
  }

  return { words: held.words, setWords, sent: (words) => (kept(key) ?? words) === words && setWords('') }
}

function kept(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function keep(key: string, words: string): void {
  try {
    if (words === '') localStorage.removeItem(key)
    else localStorage.setItem(key, words)
  } catch {
    // They are in the field all the same.
  }
}
