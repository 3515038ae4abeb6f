import { z } from 'zod'
import { ProblemError } from './problem.ts'

/** An empty value counts as none. */
const text = () =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || undefined)
/** For whatever must not be seen: the values of settings of this kind are kept out of the logs. */
const secret = text()
const maybe = text()
/** Off unless it says that it is on; an empty value counts as none. */
const flag = z.preprocess((value) => (value === '' ? undefined : value), z.stringbool().default(false))
const baseUrl = z
  .url()
  .transform((url) => url.replace(/\/+$/, ''))
  .optional()

const Settings = z.object({
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_BASE_URL: baseUrl.default('https://api.anthropic.com'),
  ANTHROPIC_MODEL: z.string().trim().min(1).default('claude-sonnet-5'),
  FAL_KEY: secret,
  /** Where fal's hosts are reached: `<FAL_BASE_URL>/queue.fal.run/…`; without it, each at its own address. */
  FAL_BASE_URL: baseUrl,
  KLING_ACCESS_KEY: secret,
  KLING_SECRET_KEY: secret,
  KLING_BASE_URL: baseUrl.default('https://api-singapore.klingai.com'),
  // Cloudflare Access: both, or neither. They are judged in access/readAccessSetup.ts, so that health can say what is wrong.
  ACCESS_TEAM_DOMAIN: maybe,
  ACCESS_AUD: maybe,
  /** The agent host of local mode. */
  AGENT_HOST_URL: baseUrl,
  AGENT_HOST_TOKEN: secret,
  /** The gateway's address as the agent host of local mode sees it. */
  GATEWAY_URL: baseUrl,
  /** Which parts are stand-ins on this machine, comma-separated. */
  DEMO_PARTS: z
    .string()
    .default('')
    .transform((parts) => parts.split(',').map((part) => part.trim())),
  /** How long a shoot's container stays awake after its last turn: a number with s, m or h. */
  SANDBOX_SLEEP_AFTER: z
    .string()
    .regex(/^[1-9]\d*[smh]$/, 'a number with s, m or h, like 10m')
    .default('10m'),
  /** After how many days without a change a shoot is deleted; never without it. */
  RETENTION_DAYS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).optional(),
  ),
  /** Hosts that containers may reach beside the gateway, comma-separated; `*` matches any part of a name. */
  SANDBOX_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((hosts) => hosts.split(',').flatMap((host) => host.trim() || [])),
  /** Whether containers have the bucket mounted, read-only; without, they read files through the gateway. */
  MOUNT_STORAGE: z.stringbool().default(true),
  /** s after which a job that has not ended is given up; a provider's own limit is far below. */
  JOB_DEADLINE_SECONDS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().positive().default(1800),
  ),
  // For mounting the bucket by S3 credentials rather than by its binding: all four.
  AWS_ACCESS_KEY_ID: secret,
  AWS_SECRET_ACCESS_KEY: secret,
  CF_ACCOUNT_ID: maybe,
  R2_BUCKET_NAME: maybe,
  /** True where everything runs on one machine and only that machine can reach it. */
  LOOPBACK: flag,
  /** Whether the logs may hold what people write to the director. */
  LOG_PROMPTS: flag,
})
export type Settings = z.infer<typeof Settings>

/** The deployment's settings. Throws a ProblemError that names the variable, and not its value, when one is malformed. */
export function readSettings(env: Record<string, unknown>): Settings {
  const settings = Settings.safeParse(env)
  if (settings.success) return settings.data
  const [issue] = settings.error.issues
  throw new ProblemError(
    'unconfigured',
    `The setting ${issue?.path.join('.')} is malformed: ${issue?.message}.`,
    'Whoever runs this corrects it as docs/settings.md says, and deploys or starts it again.',
  )
}

/** The secrets that are set. Never throws, unlike `readSettings`: they must not be seen either when another setting is malformed. */
export function secretsOf(env: Record<string, unknown>): string[] {
  return Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const value = schema === secret ? env[name] : undefined
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
  })
}

/** Whether the logs may hold what people write. Never throws; malformed means no. */
export function logsPrompts(env: Record<string, unknown>): boolean {
  return Settings.shape.LOG_PROMPTS.safeParse(env.LOG_PROMPTS).data ?? false
}
