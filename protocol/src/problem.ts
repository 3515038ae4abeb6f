import * as z from 'zod/mini'
import { Checkpoint } from './checkpoint.ts'

/** The body of every error answer: RFC 9457 problem details with a stable `code` and a way out. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** What happened and what was kept, for a person. */
  detail: z.string(),
  /** What to do next. */
  hint: z.string(),
  /** With `checkpoint_decided`: the checkpoint as it was decided. */
  checkpoint: z.optional(Checkpoint),
})
export type Problem = z.infer<typeof Problem>
