import { useRef, useState } from 'react'

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
  const [words, show] = useState(() => stored(() => localStorage.getItem(key)) ?? '')
  const latest = useRef(words)

  function setWords(next: string) {
    latest.current = next
    show(next)
    stored(() => (next === '' ? localStorage.removeItem(key) : localStorage.setItem(key, next)))
  }

  return { words, setWords, sent: (sent) => latest.current === sent && setWords('') }
}

function stored<T>(attempt: () => T): T | undefined {
  try {
    return attempt()
  } catch {
    return undefined
  }
}
