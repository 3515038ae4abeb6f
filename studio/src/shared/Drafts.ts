import { KeptWords } from './KeptWords.ts'

/**
 * Words that were typed and not sent yet, by name: they outlive a reload. Where the browser keeps nothing, they live as long as the page.
 * Whoever sends them, or moves them elsewhere, need not be where they are typed.
 */
export class Drafts {
  readonly #kept: KeptWords
  readonly #held = new Map<string, string>()
  readonly #listeners = new Set<() => void>()

  constructor(kept: KeptWords) {
    this.#kept = kept
  }

  read(name: string): string {
    const held = this.#held.get(name) ?? this.#kept.read(keyOf(name)) ?? ''
    this.#held.set(name, held)
    return held
  }

  /** Empty words leave nothing behind. */
  write(name: string, words: string): void {
    this.#held.set(name, words)
    this.#kept.write(keyOf(name), words)
    for (const listener of this.#listeners) listener()
  }

  /** Adds words on a line of their own. */
  add(name: string, words: string): void {
    this.write(name, [this.read(name).trimEnd(), words].filter((part) => part !== '').join('\n'))
  }

  /** Forgets the words, now that they are sent; not those that have been typed since, here or in another window. */
  sent(name: string, words: string): void {
    const isSent = (draft: string) => draft.trim() === words.trim()
    if (!isSent(this.read(name))) return
    const elsewhere = this.#kept.read(keyOf(name)) ?? ''
    this.write(name, '')
    if (!isSent(elsewhere)) this.#kept.write(keyOf(name), elsewhere)
  }

  /** Takes the words away from here. */
  take(name: string): string {
    const words = this.read(name)
    if (words !== '') this.write(name, '')
    return words
  }

  /** Calls back when any words change, until the returned function is called. */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }
}

export const drafts = new Drafts(new KeptWords(() => localStorage))

function keyOf(name: string): string {
  return `draft:${name}`
}
