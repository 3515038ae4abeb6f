/** @module The two readers of a tool's error: the person, whose page shows what happened, and the director, who is told what to do. */

/** A tool's error as the director reads it. `told` is for the person too, and empty where they know it from elsewhere. */
export function withAdvice(told: string, advice: string): string {
  return [told, advice && `<advice>${advice}</advice>`].filter((part) => part !== '').join(' ')
}

/** What of a tool's error is for the person. */
export function withoutAdvice(text: string): string {
  return text.replaceAll(/\s*<advice>[\s\S]*?<\/advice>/g, '').trim()
}
