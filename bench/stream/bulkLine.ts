import type { RunnerLine } from '../../protocol/src/index.ts'
import type { Bulk } from './Emission.ts'

/** Lines of one of the director's steps at work: thinking, words, a tool that reports progress. */
const STEP = 50

/** The line of this number, from 0, of a turn that is let out as fast as it is taken. */
export function bulkLine(kind: Bulk, index: number): RunnerLine {
  if (kind === 'progress') return { t: 'progress', slot: 'hero', stage: 'hero', fraction: (index % 100) / 100 }
  const id = `tool_${index >> 1}`
  if (kind === 'tools') {
    return index % 2 === 0 ? { t: 'tool', d: 'get_shoot', id } : { t: 'tool_done', id, ok: true, ms: 12 }
  }
  const step = Math.floor(index / STEP)
  const place = index % STEP
  if (place < 34) return { t: 'token', d: ' a few words' }
  if (place === 34) return { t: 'assistant', d: ' a few words'.repeat(34) }
  if (place === 35) return { t: 'tool', d: 'generate_hero', id: `step_${step}`, input: 'a street at dusk' }
  if (place === STEP - 1) return { t: 'tool_done', id: `step_${step}`, ok: true, ms: 12_000 }
  return { t: 'progress', slot: 'hero', stage: 'hero', fraction: (place - 35) / STEP, etaMs: 4000 }
}
