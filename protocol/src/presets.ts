import { z } from 'zod'
import { CLIP_COUNT, FRAME_COUNT, LOOP_CLIP } from './vocabulary.ts'

/** A named piece of prompt: what the director chooses by `id`, what a person reads as `label`, what the model gets as `prompt`. */
export const Preset = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  label: z.string().min(1),
  prompt: z.string().min(1),
  /** Words of a person's direction that ask for it. */
  mood: z.array(z.string().min(1)),
})
export type Preset = z.infer<typeof Preset>

/** The camera movement of one clip: 1 to 5 join neighbouring frames, 6 closes the loop. */
export const CameraMovement = Preset.extend({ clip: z.int().min(1).max(LOOP_CLIP) })
export type CameraMovement = z.infer<typeof CameraMovement>

const Collection = z.array(Preset).min(1).superRefine(idsDiffer)

function idsDiffer(presets: { id: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>()
  for (const { id } of presets) {
    if (seen.has(id)) context.addIssue({ code: 'custom', message: `"${id}" is there twice` })
    seen.add(id)
  }
}

/** The fixed knowledge of the shoot: `agent/.claude/skills/editorial-photography/presets.json`. */
export const Presets = z
  .object({
    poses: Collection,
    backgrounds: Collection,
    looks: Collection,
    /** Added to the look when somebody wears glasses: a hard flash reflects in them. */
    glassesNote: z.string().min(1),
    /** In the order of the contact sheet's cells, row by row. */
    angles: Collection.refine((angles) => angles.length === FRAME_COUNT, `there must be ${FRAME_COUNT} angles`),
    movements: z
      .array(CameraMovement)
      .superRefine(idsDiffer)
      .refine(
        (movements) => movements.length === CLIP_COUNT + 1 && movements.every(({ clip }, index) => clip === index + 1),
        `there must be one movement for each of the clips 1 to ${LOOP_CLIP}, in order`,
      ),
    /** Taken where a direction asks for nothing else. */
    defaults: z.object({ pose: z.string(), background: z.string(), look: z.string() }),
  })
  .superRefine(({ poses, backgrounds, looks, defaults }, context) => {
    const chosen = [
      [poses, defaults.pose],
      [backgrounds, defaults.background],
      [looks, defaults.look],
    ] as const
    for (const [presets, id] of chosen) {
      if (!presets.some((preset) => preset.id === id)) {
        context.addIssue({ code: 'custom', path: ['defaults'], message: `there is no preset "${id}"` })
      }
    }
  })
export type Presets = z.infer<typeof Presets>

/** The preset with this id. Throws a RangeError that names those that exist. */
export function findPreset<P extends Preset>(presets: readonly P[], id: string): P {
  const preset = presets.find((candidate) => candidate.id === id)
  if (preset !== undefined) return preset
  throw new RangeError(`There is no "${id}"; there are ${presets.map((candidate) => candidate.id).join(', ')}.`)
}
