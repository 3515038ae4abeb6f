const LONGEST = 60

/** A title from the person's first words: one line, cut at a word. */
export function titleOf(prompt: string): string {
  const line = prompt.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= LONGEST) return line
  return `${line.slice(0, LONGEST).replace(/\s\S*$/, '')}…`
}
