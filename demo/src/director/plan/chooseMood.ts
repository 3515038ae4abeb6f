/** Finds the presets (pose, background, look) that a person's words ask for, among those that the hero's tool offers. */
import { z } from 'zod'
import type { OfferedTools } from './OfferedTools.ts'
import type { Call } from './readConversation.ts'

export const PRESETS = ['pose', 'background', 'look'] as const
type Preset = (typeof PRESETS)[number]

export type Choice = { preset: Preset; id: string; words: string[] }

const Entry = z.looseObject({ id: z.string(), mood: z.array(z.string()).optional() })
const PresetFile = z.record(z.string(), z.unknown())

/** id → words of mood, from a presets file that the director has read, if it has. */
export function readMoods(calls: Call[]): Map<string, string[]> {
  const moods = new Map<string, string[]>()
  for (const { tool, result } of calls) {
    if (tool !== 'Read' || !result || result.failed) continue
    const lists = PresetFile.safeParse(parseNumbered(result.text)).data ?? {}
    for (const list of Object.values(lists))
      for (const entry of z.array(Entry).safeParse(list).data ?? []) moods.set(entry.id, entry.mood ?? [])
  }
  return moods
}

/** The file tool numbers its lines: `  12→…` or `  12<tab>…`. */
function parseNumbered(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^ *\d+(?:→|\t|$)/gm, ''))
  } catch {
    return undefined
  }
}

/** For each kind of preset the one with the most words in common with the direction; those without any are left out. */
export function chooseMood(direction: string, tools: OfferedTools, moods: Map<string, string[]>): Choice[] {
  return PRESETS.flatMap((preset): Choice[] => {
    const scored = tools.choices('generate_hero', preset).map((id) => {
      const named = nameIn(direction, id)
      const words = (moods.get(id) ?? id.split('-')).filter((word) => hasWord(direction, word))
      return { preset, id, words: named ? [named] : words, score: words.length + (named ? 10 : 0) }
    })
    const [best] = scored.toSorted((a, b) => b.score - a.score)
    return best && best.score > 0 ? [{ preset, id: best.id, words: best.words }] : []
  })
}

/** Presets that the words call by name: `studio black` → `studio-black`. */
export function namedPresets(text: string, tools: OfferedTools): Choice[] {
  return PRESETS.flatMap((preset) =>
    tools.choices('generate_hero', preset).flatMap((id): Choice[] => {
      const words = nameIn(text, id)
      return words ? [{ preset, id, words: [words] }] : []
    }),
  )
}

function nameIn(text: string, id: string): string | undefined {
  return new RegExp(`\\b${id.split('-').map(escapeRegex).join('[\\s-]')}\\b`, 'i').exec(text)?.[0]
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\d])${escapeRegex(word)}(?![\\p{L}\\d])`, 'iu').test(text)
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
