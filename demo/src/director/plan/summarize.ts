/** The state of the shoot in words. */
import { listed } from './prose.ts'
import type { Position } from './readPosition.ts'
import { STAGE_NAMES, STAGES, stageOfSlot } from './stages.ts'

export function summarize({ shoot, current, next }: Position): string {
  const rest = next ? ` Next comes the ${STAGE_NAMES[next]}.` : ' Nothing is left to make.'
  if (!shoot)
    return current ? `We have everything up to the ${STAGE_NAMES[current]}.${rest}` : `Nothing is made yet.${rest}`
  const parts = STAGES.flatMap((stage) => {
    const slots = [...shoot.slots].filter(([slot]) => stageOfSlot(slot) === stage)
    const [first] = slots
    if (!first) return []
    const stale = slots.filter(([, { stale }]) => stale)
    const note = stale.length === 0 ? '' : stale.length === slots.length ? ' (stale)' : ` (${stale.length} stale)`
    if (slots.length > 1 || /_\d$/.test(first[0])) return [`${slots.length} ${STAGE_NAMES[stage]}${note}`]
    return [`the ${STAGE_NAMES[stage]}, version ${first[1].active}${note}`]
  })
  const photos = shoot.references.length === 0 ? '' : ` You gave me ${photosInWords(shoot.references)}.`
  const made = parts.length === 0 ? 'Nothing is made yet.' : `We have ${listed(parts)}.`
  const budget = shoot.budgetUsd === undefined ? '' : `, of a budget of ${shoot.budgetUsd.toFixed(2)} USD`
  const spent = shoot.spentUsd === undefined ? '' : ` It has cost ${shoot.spentUsd.toFixed(2)} USD so far${budget}.`
  const waiting = shoot.pending
    ? ` The ${STAGE_NAMES[shoot.pending]} wait${isPlural(shoot.pending) ? '' : 's'} for your word.`
    : ''
  return `${made}${photos}${waiting}${rest}${spent}`
}

/** `['model', 'garment', 'garment']` → `3 photos (model, garment and garment)`. */
export function photosInWords(roles: string[]): string {
  const known = roles.filter((role) => role !== 'photo')
  const kinds = known.length === 0 ? '' : ` (${listed(known)})`
  return roles.length === 1 ? `one photo${kinds}` : `${roles.length} photos${kinds}`
}

function isPlural(stage: string): boolean {
  return stage === 'frames' || stage === 'clips'
}
