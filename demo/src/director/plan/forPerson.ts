import type { OfferedTools } from './OfferedTools.ts'

/** What a tool says is meant for the model: without the sentences that name tools or tell the model what to say. */
export function forPerson(text: string, tools: OfferedTools): string {
  // What is for the model alone is marked so.
  const told = text.replaceAll(/<advice>[\s\S]*?<\/advice>/g, '').trim()
  const sentences = told.split(/(?<=[.!?])\s+/)
  const kept = sentences
    .map((sentence) => sentence.replace(/^Ask the person for\b/i, 'I need'))
    .filter((sentence) => !/\bthe person\b|^your turn\b/i.test(sentence))
    .filter((sentence) => !tools.names().some((name) => name.includes('_') && sentence.includes(name)))
  return kept.length > 0 ? kept.join(' ') : told
}
