import type { SDKResultMessage } from '@anthropic-ai/claude-agent-sdk'
import type { RunnerLine } from '@fashion-shoot/protocol'
import { z } from 'zod'

type ErrorLine = Extract<RunnerLine, { t: 'error' }>

/** What the gateway puts into its refusals, which the SDK quotes in its own error text. */
const QuotedProblem = z.object({ code: z.string(), detail: z.string(), hint: z.string() })

/** Refusals that the Session object has told the person of itself: they are about its books. */
const TOLD = new Set(['over_budget', 'daily_cap'])

/**
 * A turn that ended with an error, in words for a person: what happened, what was kept, what to do next. Null where the person knows
 * it already.
 */
export function modelError(result: SDKResultMessage): ErrorLine | null {
  const said = result.subtype === 'success' ? result.result : result.errors.join(' ')
  const status = result.subtype === 'success' ? (result.api_error_status ?? null) : null
  if (result.subtype === 'error_max_turns') {
    return {
      t: 'error',
      code: 'too_many_steps',
      message: 'The director took too many steps in one turn and was stopped. All that was made is kept.',
      hint: 'Say what to do next.',
      retryable: true,
    }
  }
  const words = withoutPrefix(said)
  const problem = quotedProblem(words)
  if (problem !== undefined && TOLD.has(problem.code)) return null
  return { t: 'error', ...byStatus(status, problem?.detail ?? words), ...(problem && { hint: problem.hint }) }
}

function byStatus(status: number | null, said: string): Omit<ErrorLine, 't'> {
  switch (status) {
    case 401:
    case 403:
      return {
        code: 'model_refused_key',
        message: `The model service refused the key: ${said}`,
        hint: 'Whoever runs this installation must check its model key. The shoot is kept; say "try again" after that.',
        retryable: false,
      }
    case 402:
      return {
        code: 'model_unpaid',
        message: `The model service wants to be paid first: ${said}`,
        hint: 'Whoever runs this installation must see to its account there. The shoot is kept; say "try again" after that.',
        retryable: false,
      }
    case 400:
    case 404:
    case 413:
      return {
        code: 'model_refused_request',
        message: `The model service did not accept the request: ${said}`,
        hint: 'Say it in other words. If that changes nothing, start a new shoot; this one is kept.',
        retryable: false,
      }
    // What the SDK says here speaks to programmers, so it is not quoted.
    default:
      return {
        code: status === 429 ? 'model_busy' : 'model_unavailable',
        message:
          status === null
            ? 'The model service did not answer. All that was made is kept.'
            : `The model service answered with status ${status}, again and again. All that was made is kept.`,
        hint: 'Say "try again" in a moment.',
        retryable: true,
      }
  }
}

function withoutPrefix(said: string): string {
  const words = said.replace(/^API Error:\s*(\d{3}\s*)?/, '').trim()
  return words === '' ? 'no reason was given.' : words
}

/** After some of what it quotes, the SDK goes on with words of its own. */
function quotedProblem(words: string): z.infer<typeof QuotedProblem> | undefined {
  try {
    return QuotedProblem.safeParse(JSON.parse(/\{.*\}/s.exec(words)?.[0] ?? '')).data
  } catch {
    return undefined
  }
}
