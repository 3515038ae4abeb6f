/** The person's words while they are being read: each thing understood is taken out of them. */
export class Phrase {
  rest: string

  constructor(words: string) {
    this.rest = words.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim()
  }

  /** Takes the first match out of the words, and the connective before it; undefined when there is none. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.rest)
    if (!match) return undefined
    const before = this.rest
      .slice(0, match.index)
      .replace(/[\s,;]*\b(?:and|then|also|but|und|plus|please)?[\s,;]*$/i, '')
    const after = this.rest.slice(match.index + match[0].length)
    this.rest = tidy(`${before} ${after}`)
    return match
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.rest)
  }

  /** True when no words are left that could mean anything. */
  get empty(): boolean {
    return !/[\p{L}\d]/u.test(this.rest)
  }
}

/** Without what a removed part leaves at either end: connectives, courtesies, punctuation, brackets around the whole. */
export function tidy(text: string): string {
  let result = text.replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== result; ) {
    before = result
    result = result
      .replace(/^(?:[\s,;:.!–—-]+|(?:and|then|also|but|so|well|und)\b[\s,]*)/i, '')
      .replace(/(?:[\s,;:.!?–—-]+|[\s,]*\b(?:and|then|also|but|just|please|thanks|thank you|bitte|danke|und))$/i, '')
      .replace(/^please[\s,]+/i, '')
      .replace(/^\(([^()]*)\)$/, '$1')
  }
  return result
}
