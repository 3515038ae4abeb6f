import type { Checkpoint, Problem } from '@fashion-shoot/protocol'

/** Every error that a caller can meet: its HTTP status, what happened, and what to do next. */
const PROBLEMS = {
  invalid_request: [400, 'The request is malformed.', 'Correct it as the detail says and send it again.'],
  unsupported_photo: [415, 'This file is not a photo that we can read.', 'Send a JPEG, PNG or WebP file.'],
  damaged_photo: [422, 'This photo is damaged.', 'Export it again from its source, or choose another one.'],
  photo_too_small: [422, 'This photo is too small.', 'Choose one with at least 256 px on its shorter side.'],
  photo_too_large: [413, 'This photo is too large.', 'Send it smaller: at most 30 MB and 12,000 px a side.'],
  upload_too_large: [413, 'The upload is too large.', 'Send fewer photos at a time: 64 MB together at most.'],
  no_photos: [400, 'The upload holds no photo.', 'Send one or more files in the field "files".'],
  unknown_address: [404, 'There is nothing at this address.', 'Check the address.'],
  unknown_session: [404, 'There is no such shoot.', 'Open one from the list, or start a new one.'],
  unknown_asset: [404, 'There is no such file.', 'Reload the shoot to see which files it has.'],
  unsatisfiable_range: [
    416,
    'The file does not reach that far.',
    'Ask for a range within the length that content-range gives.',
  ],
  changed_asset: [412, 'This is not the file that the request names.', 'Ask for it again without a condition.'],
  unknown_reference: [404, 'One of the reference photos is not here.', 'Upload it again and use its new id.'],
  unknown_checkpoint: [
    404,
    'There is no such checkpoint in this shoot.',
    'Reload the shoot to see what waits for a decision.',
  ],
  unknown_job: [404, 'There is no such job in this shoot.', 'Ask for the work again.'],
  unknown_version: [404, 'There is no such version.', 'Choose one of the versions that the slot has.'],
  turn_running: [409, 'The director is still at work on this shoot.', 'Wait until it is done, or stop it first.'],
  no_turn: [409, 'No turn is running in this shoot.', 'Work is done on the request of a person: end this turn.'],
  checkpoint_decided: [409, 'This checkpoint has been decided.', 'Reload the shoot to see where it stands.'],
  checkpoint_pending: [409, 'A stage still waits for a decision.', 'End the turn and wait for the decision.'],
  plan_needed: [
    409,
    'The person wants to see first what is ordered in this shoot.',
    'Show them a plan of the stage, and order what they approve.',
  ],
  not_offered: [422, 'The model does not make this.', 'Ask for what it makes, or choose another model.'],
  stage_unreachable: [409, 'This stage cannot be made yet.', 'Make the stage before it first.'],
  unauthorized: [401, 'The token is missing, wrong or expired.', 'Use the token that the session was given.'],
  sign_in_required: [
    401,
    'You are not signed in.',
    'Sign in at /login, or send an access token as "Authorization: Bearer TOKEN".',
  ],
  access_unconfigured: [
    503,
    'This studio is closed: nobody can sign in yet.',
    'Its owner makes an access token with "npm run token -- create NAME", or sets ACCESS_TEAM_DOMAIN and ACCESS_AUD for Cloudflare Access.',
  ],
  access_misconfigured: [
    503,
    'This studio is closed: Cloudflare Access is not set up as it should be.',
    'Its owner sets ACCESS_TEAM_DOMAIN and ACCESS_AUD, or neither, and deploys again.',
  ],
  access_keys_unreachable: [
    503,
    'Cloudflare Access cannot be asked who you are: the keys of its team do not load.',
    'Try again in a while. If it stays so, its owner looks whether ACCESS_TEAM_DOMAIN is right.',
  ],
  access_unreadable: [
    503,
    'The access tokens cannot be read from the database.',
    'Try again in a while. After a deployment, its owner runs "npm run db:migrate" first.',
  ],
  foreign_host: [
    403,
    'This studio answers to this machine only, as 127.0.0.1 and localhost.',
    'Open it at the address that it printed when it started.',
  ],
  foreign_page: [403, "Another site's page sent this.", 'Use the studio at its own address.'],
  hook_refused: [401, 'This is not signed by fal.', 'Only fal reports to this address.'],
  hook_too_large: [413, 'This is larger than anything that is read here.', 'The order is asked for at fal instead.'],
  hook_keys_unreachable: [
    503,
    "Whether fal has signed this cannot be told now: fal's keys do not load.",
    'Send it again in a while.',
  ],
  over_budget: [
    402,
    'This shoot has reached its budget.',
    'Raise the budget of the shoot and say “try again”. Everything made so far is kept.',
  ],
  budget_too_low: [
    409,
    'More than this is spent already.',
    'Name a budget that is at least as much as has been spent.',
  ],
  daily_cap: [
    402,
    'This studio has spent what it may spend in a day.',
    'It goes on tomorrow (UTC), or when whoever runs it raises DAILY_BUDGET_USD. Everything made so far is kept.',
  ],
  transcript_replaced: [
    409,
    'Another runner writes the transcript of this shoot now.',
    'End: the one that took over goes on with the turn.',
  ],
  storage_refused: [422, 'The file did not arrive whole.', 'Send it again.'],
  model_unreachable: [502, 'The model does not answer.', 'Everything made so far is kept. Try again in a while.'],
  unconfigured: [503, 'A part of the deployment is not configured.', 'See /api/health for what is missing.'],
  internal: [
    500,
    'Something went wrong on our side.',
    'Nothing was lost. Try again; if it happens again, see the logs.',
  ],
} as const satisfies Record<string, readonly [status: number, detail: string, hint: string]>

export type ProblemCode = keyof typeof PROBLEMS

/** A failure that its caller can understand; it crosses from the Session object to the Worker as it is. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly hint: string
  /** The checkpoint that the problem is about, if one is. */
  readonly checkpoint: Checkpoint | undefined

  /** `detail` and `hint` replace the code's own words where more is known. */
  constructor(code: ProblemCode, detail?: string, hint?: string, checkpoint?: Checkpoint) {
    super(detail ?? PROBLEMS[code][1])
    this.code = code
    this.hint = hint ?? PROBLEMS[code][2]
    this.checkpoint = checkpoint
  }
}

/** Reads an error as a problem, whichever side of an RPC it was thrown on; what nobody foresaw becomes `internal`. */
export function asProblem(error: unknown): Problem {
  const known = isProblemError(error) ? error : new ProblemError('internal')
  const [status, title] = PROBLEMS[known.code]
  const { code, message: detail, hint, checkpoint } = known
  return { type: 'about:blank', title, status, code, detail, hint, ...(checkpoint && { checkpoint }) }
}

/** True for a ProblemError, also for one that has lost its class by crossing an RPC. */
export function isProblemError(
  error: unknown,
): error is Pick<ProblemError, 'code' | 'message' | 'hint' | 'checkpoint'> {
  return error instanceof Error && error.name === 'ProblemError' && 'code' in error && String(error.code) in PROBLEMS
}

/** The `application/problem+json` answer to an error. */
export function problemResponse(error: unknown): Response {
  const problem = asProblem(error)
  return Response.json(problem, { status: problem.status, headers: { 'content-type': 'application/problem+json' } })
}
