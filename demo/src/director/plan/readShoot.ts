/** The answer of `get_shoot`, read leniently: whatever of it is there. */
import { z } from 'zod'
import { STAGES, type Stage, stageOfSlot } from './stages.ts'

const Slot = z.looseObject({
  slot: z.string(),
  version: z.number(),
  /** Present when there is more than one. */
  versions: z.array(z.looseObject({ version: z.number() })).optional(),
  priceUsd: z.number().optional(),
  stale: z.boolean().optional(),
})
const Answer = z.looseObject({
  stops: z.string().optional(),
  references: z
    .array(
      z.looseObject({ role: z.string().nullish(), assetId: z.string().optional(), fileName: z.string().optional() }),
    )
    .optional(),
  slots: z.array(Slot),
  checkpoints: z
    .array(z.looseObject({ stage: z.enum(STAGES), of: z.string().optional(), state: z.string() }))
    .optional(),
  spentUsd: z.number().optional(),
  budgetUsd: z.number().optional(),
})

export type Shoot = {
  stops?: string | undefined
  /** Roles of the reference photos; a photo without one is a `photo`. */
  references: string[]
  /** Photos of garments. */
  garments: { assetId: string; fileName: string }[]
  /** Slot → its active version, all versions, whether what it was made from has been replaced, and what was paid for it in USD. */
  slots: Map<string, { active: number; versions: number[]; stale: boolean; priceUsd?: number | undefined }>
  pending?: Stage | undefined
  /** The stage of which a plan waits. */
  plan?: Stage | undefined
  /** USD */
  spentUsd?: number | undefined
  /** USD */
  budgetUsd?: number | undefined
}

/** Reads the tool's text; undefined when it is no such JSON. */
export function readShoot(text: string): Shoot | undefined {
  const json = parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  const answer = Answer.safeParse(json).data
  if (!answer) return undefined
  const pending = answer.checkpoints?.findLast(({ state }) => state === 'pending')
  return {
    stops: answer.stops,
    references: (answer.references ?? []).map(({ role }) => role ?? 'photo'),
    garments: (answer.references ?? []).flatMap(({ role, assetId, fileName = '' }) =>
      role === 'garment' && assetId !== undefined ? [{ assetId, fileName }] : [],
    ),
    slots: new Map(
      answer.slots.map(({ slot, version, versions, stale, priceUsd }) => [
        slot,
        {
          active: version,
          versions: versions?.map((each) => each.version) ?? [version],
          stale: stale ?? false,
          priceUsd,
        },
      ]),
    ),
    pending: pending?.stage,
    plan: pending?.of === 'plan' ? pending.stage : undefined,
    spentUsd: answer.spentUsd,
    budgetUsd: answer.budgetUsd,
  }
}

const WANTED: Record<Stage, number> = { hero: 1, contact_sheet: 1, frames: 6, clips: 5, film: 1 }

/** The first stage that is missing, in part or whole, or stale; undefined when all is made. */
export function firstUnmade(shoot: Shoot): Stage | undefined {
  return STAGES.find((stage) => {
    const made = [...shoot.slots].filter(([slot]) => stageOfSlot(slot) === stage)
    return made.length < WANTED[stage] || made.some(([, { stale }]) => stale)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
