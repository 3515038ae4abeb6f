import { z } from 'zod'

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
})
export type Problem = z.infer<typeof Problem>
