/** Stand-ins for the shoot's tools, with the parameters of the real ones: they make nothing and remember what was asked. */
import { type SdkMcpToolDefinition, tool } from '@anthropic-ai/claude-agent-sdk'
import { z } from 'zod'

export type Asked = { tool: string; input: Record<string, unknown> }

const FRAMES = [1, 2, 3, 4, 5, 6].map((n) => `frame_${n}`)
const ORDER = ['hero', 'contact_sheet', 'frame', 'clip', 'film']
const PAID = new Set(['generate_hero', 'generate_contact_sheet', 'edit_frames', 'generate_clips'])
const ratio = z.enum(['3:2', '16:9', '9:16', '4:3', '3:4', '1:1', '2:3'])
const clip = z.int().min(1).max(6)

/**
 * @param asked gets each call
 * @param failing text of an error that a tool answers with, if it shall fail now
 * @param plans whether a paid tool shows what it would order before it makes anything
 */
export function createShootTools(
  asked: Asked[],
  failing: (call: Asked) => string | undefined = () => undefined,
  plans = false,
) {
  const shown = new Set<string>()
  const versions = new Map<string, number>()
  const stale = new Set<string>()
  let stops = 'every_stage'

  /** What is built on a slot that changes becomes stale, until it is made again. */
  const change = (slots: string[]) => {
    // No film was made from what was not there.
    const isNew = slots.every((slot) => versions.get(slot) === 1)
    for (const slot of slots) stale.delete(slot)
    const stage = ORDER.findIndex((prefix) => slots[0]?.startsWith(prefix))
    for (const slot of versions.keys())
      if (ORDER.findIndex((prefix) => slot.startsWith(prefix)) > stage && !(slot === 'film' && isNew)) stale.add(slot)
  }

  const define = <Shape extends z.ZodRawShape>(
    name: string,
    shape: Shape,
    run: (input: Record<string, unknown>) => string[] | string,
  ): SdkMcpToolDefinition<Shape> =>
    tool(name, `${name} of the shoot`, shape, async (input) => {
      const call = { tool: name, input: input as Record<string, unknown> }
      asked.push(call)
      const error = failing(call)
      if (error) return { content: [{ type: 'text', text: error }], isError: true }
      const key = JSON.stringify(call)
      if (plans && PAID.has(name) && !shown.has(key)) {
        shown.add(key)
        const text = 'The plan is open. Nothing is ordered yet. Your turn ends here: the person decides.'
        return { content: [{ type: 'text', text }], _meta: { 'claude/endTurn': true } }
      }
      const made = run(call.input)
      if (typeof made === 'string') return { content: [{ type: 'text', text: made }] }
      for (const slot of made) versions.set(slot, (versions.get(slot) ?? 0) + 1)
      change(made)
      const missing = [1, 2, 3, 4, 5].filter((n) => !versions.has(`clip_${n}`))
      if (name === 'generate_clips' && missing.length > 0)
        return { content: [{ type: 'text', text: `Made: ${made.join(', ')}. Still missing: ${missing.join(', ')}.` }] }
      return {
        content: [{ type: 'text', text: `Made ${made.join(', ')}.` }],
        ...(stops === 'every_stage' && { _meta: { 'claude/endTurn': true } }),
      }
    })

  return [
    define('get_shoot', {}, () => {
      const slots = [...versions].map(([slot, version]) => ({
        slot,
        version,
        ...(slot.startsWith('clip_') && { priceUsd: 0.35 }),
        ...(stale.has(slot) && { stale: true }),
        ...(version > 1 && { versions: Array.from({ length: version }, (_, index) => ({ version: index + 1 })) }),
      }))
      const references = [
        { assetId: 'a1', role: 'model', fileName: 'model.png' },
        { assetId: 'a2', role: 'garment', fileName: 'leather-jacket.png' },
        { assetId: 'a3', role: 'garment', fileName: 'long-coat.jpg' },
      ]
      const spend = { spentUsd: 1.5, budgetUsd: 10 }
      return JSON.stringify({ title: 'Shoot', stops, references, slots, checkpoints: [], jobs: [], ...spend })
    }),
    define(
      'generate_hero',
      {
        direction: z.string().min(1),
        pose: z.enum(['confident-standing', 'seated-editorial', 'street-walk', 'urban-lean']).optional(),
        background: z.enum(['studio-grey', 'studio-black', 'outdoor-urban']).optional(),
        look: z.enum(['velvia-flash', 'noir-mono']).optional(),
        change: z.string().optional(),
        aspectRatio: ratio.default('3:2'),
        resolution: z.enum(['1K', '2K', '4K']).default('2K'),
      },
      () => ['hero'],
    ),
    define('try_on_garment', { garment: z.string(), category: z.enum(['tops', 'auto']).default('auto') }, () => [
      'hero',
    ]),
    define('generate_contact_sheet', { frameRatio: ratio.optional(), direction: z.string().optional() }, () => [
      'contact_sheet',
    ]),
    define('extract_frames', { aspectRatio: ratio.optional() }, () => FRAMES),
    define(
      'edit_frames',
      { edits: z.array(z.object({ frame: z.int().min(1).max(6), instruction: z.string().min(1) })).min(1) },
      ({ edits }) => (edits as { frame: number }[]).map(({ frame }) => `frame_${frame}`),
    ),
    define('resize_frames', { aspectRatio: ratio }, () => FRAMES),
    define(
      'generate_clips',
      {
        clips: z.array(clip).optional(),
        directions: z.array(z.object({ clip, movement: z.string().min(1) })).optional(),
        durationSeconds: z.union([z.literal(5), z.literal(10)]).default(5),
      },
      ({ clips }) => {
        const wanted = clips as number[] | undefined
        const due = [1, 2, 3, 4, 5].filter((n) => !versions.has(`clip_${n}`) || stale.has(`clip_${n}`))
        return (wanted ?? due).map((n) => `clip_${n}`)
      },
    ),
    define(
      'stitch_film',
      {
        easing: z
          .string()
          .optional()
          .describe(
            'Speed curve: dramaticSwoop, cinematic, linear, easeInOut and the like, or four numbers such as 0.85,0,0.15,1.',
          ),
        secondsPerClip: z.number().min(0.5).max(5).optional(),
        loop: z.boolean().optional(),
      },
      () => ['film'],
    ),
    define('set_active_version', { slot: z.string(), version: z.int().min(1) }, ({ slot, version }) => {
      change([String(slot)])
      return `Version ${version} of ${String(slot)} is active. Nothing is stale.`
    }),
    define('set_stops', { stops: z.enum(['every_stage', 'never']) }, (input) => {
      stops = String(input.stops)
      return `Stops: ${stops}.`
    }),
  ]
}
