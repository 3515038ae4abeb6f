import type { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'

/**
 * Reads what wrangler prints with `--json`.
 *
 * @throws UserError when it is not what is expected. It does not say what it is instead: that can be a login.
 */
export function readAnswer<Schema extends z.ZodType>(stdout: string, schema: Schema): z.infer<Schema> {
  const answer = schema.safeParse(parseJson(stdout))
  if (answer.success) return answer.data
  throw new UserError(
    'Wrangler answered otherwise than expected, so this went no further. What was done before is kept.\n' +
      'Type npm ci, which brings the version that these commands were made for, and then the same command again.',
  )
}

/** What a text says as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
