import { tmpdir } from 'node:os'
import { Effort, SessionId } from '@fashion-shoot/protocol'
import { z } from 'zod'

const Environment = z.object({
  SESSION_ID: SessionId,
  /** The session's own folder: `work` (the director's), `home` and `cache` are made in it. */
  SESSION_DIR: z.string().min(1),
  /** Folder of the orchestrator prompt and `.claude/skills`. */
  AGENT_DIR: z.string().min(1),
  /** Without a trailing slash. */
  GATEWAY_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  GATEWAY_TOKEN: z.string().min(1),
  MODEL: z.string().min(1),
  /** How much the model thinks; its own default where it is absent. */
  EFFORT: z.optional(Effort),
  /** The bucket's read-only mount. Absent where there is none. */
  STORAGE_MOUNT: z.string().min(1).optional(),
  /** How often the SDK repeats a failed model request; its own default of 10 keeps a person waiting for three minutes. */
  MODEL_MAX_RETRIES: z.coerce.number().int().min(0).max(10).default(4),
  /** ms until a model request counts as unanswered */
  MODEL_TIMEOUT_MS: z.coerce.number().int().min(1000).default(60_000),
  PATH: z.string().min(1),
  /** Where temporary files go; emptied at the start when it is the session's `tmp`. */
  TMPDIR: z.string().min(1).default(tmpdir()),
  /** Extra certificate authorities: the sandbox sets it where it inspects outgoing traffic. */
  NODE_EXTRA_CA_CERTS: z.string().optional(),
})

export type RunnerSettings = z.infer<typeof Environment>

/** Parses the runner's environment, once. Throws an Error that names every wrong variable. */
export function runnerSettings(environment: NodeJS.ProcessEnv): RunnerSettings {
  const parsed = Environment.safeParse(environment)
  if (parsed.success) return parsed.data
  throw new Error(`The agent-runner's environment is wrong:\n${z.prettifyError(parsed.error)}`)
}
