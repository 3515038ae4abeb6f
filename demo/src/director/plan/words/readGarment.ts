/** Which garment the person wants the model to wear: `dress her in the jacket`, `try the coat on`. */
const WHO = '(?:her|him|them|the (?:model|person|woman|man))'
const WHICH = '(?:the|this|that|my)'
const PATTERNS = [
  new RegExp(`\\bdress ${WHO} in ${WHICH} (.+)$`, 'i'),
  new RegExp(`\\btry on ${WHICH} (.+)$`, 'i'),
  new RegExp(`\\btry ${WHICH} (.+?) on\\b`, 'i'),
  new RegExp(`\\b(?:put|try) ${WHICH} (.+?) on ${WHO}\\b`, 'i'),
]

/** The words for the garment; undefined when the person speaks of nothing to put on. */
export function readGarment(text: string): string | undefined {
  return PATTERNS.map((pattern) => pattern.exec(text)?.[1]).find((words) => words !== undefined)
}
