import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const Path = z
  .string()
  .min(1)
  .transform((path) => resolve(path))

const Environment = z.object({
  /** 0 takes any free one; the ready line names it. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** What callers must send as their Bearer token. */
  HOST_TOKEN: z.string().min(1),
  /** One folder per session is made in it. */
  WORK_DIR: Path.default(join(tmpdir(), 'fashion-shoot')),
  /** Folder of the orchestrator prompt and `.claude/skills`. */
  AGENT_DIR: Path,
  /** The agent-runner's program. */
  RUNNER: Path.default(fileURLToPath(new URL('./agent-runner.js', import.meta.url))),
  /** ms that a runner stays after its turn; a new one starts in about a second. */
  RUNNER_IDLE_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(15 * 60_000),
  /** ms that a runner has to stop a turn before it is killed. */
  CANCEL_GRACE_MS: z.coerce.number().int().positive().default(4000),

  // What follows is for the runners, as it is.
  STORAGE_MOUNT: z.string().min(1).optional(),
  MODEL_MAX_RETRIES: z.string().optional(),
  MODEL_TIMEOUT_MS: z.string().optional(),
  PATH: z.string().min(1),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
})

export type HostSettings = z.infer<typeof Environment>

/** Parses the host's environment, once. Throws an Error that names every wrong variable. */
export function hostSettings(environment: NodeJS.ProcessEnv): HostSettings {
  const parsed = Environment.safeParse(environment)
  if (parsed.success) return parsed.data
  throw new Error(`The agent host's environment is wrong:\n${z.prettifyError(parsed.error)}`)
}
