import { readEdits } from '../../photographer/render/readEdits.ts'

/** Says which of the changes no stand-in photographer can make, as a sentence with a space before it; empty when it can make all. */
export function beyondStandIn(changes: readonly string[]): string {
  const parts = changes.flatMap((change) => change.split(/[,;]\s*|\s+and\s+/)).filter((part) => /\p{L}/u.test(part))
  const beyond = parts.filter((part) => readEdits(part).length === 0)
  if (beyond.length === 0) return ''
  const named = beyond.map((part) => `“${part}”`).join(' and ')
  return ` As long as the photographer is a stand-in too, ${named} will not be followed: it can change brightness, contrast, tone, the colour behind the person and the crop.`
}
