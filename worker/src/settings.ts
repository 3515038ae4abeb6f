import {
  ClipModel,
  ClipProvider,
  clipTrouble,
  DEFAULT_CLIP_MODEL,
  Effort,
  ImageModel,
  LIMITS,
} from '@fashion-shoot/protocol'
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
/** An empty value counts as none, and so has the default. */
const orDefault = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)
/** Off unless it says that it is on. */
const flag = orDefault(z.stringbool().default(false))
/** USD */
const usd = (amount: number, most = Number.MAX_VALUE) =>
  orDefault(z.coerce.number().positive().max(most).default(amount))
const count = (amount: number) => orDefault(z.coerce.number().int().positive().default(amount))
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
const baseUrl = z
  .url()
  .transform((url) => url.replace(/\/+$/, ''))
  .optional()

const Variables = z.object({
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_BASE_URL: baseUrl.default('https://api.anthropic.com'),
  /** For a compatible service that wants `Authorization: Bearer` in place of a key. */
  ANTHROPIC_AUTH_TOKEN: secret,
  /** For an authenticated AI Gateway of Cloudflare's at ANTHROPIC_BASE_URL. */
  AI_GATEWAY_TOKEN: secret,
  ANTHROPIC_MODEL: orDefault(z.string().trim().min(1).default('claude-sonnet-5')),
  /** How much the director thinks; without it, as much as its model does by default. */
  ANTHROPIC_EFFORT: orDefault(z.optional(Effort)),
  FAL_KEY: secret,
  /** Where fal's hosts are reached: `<FAL_BASE_URL>/queue.fal.run/…`; without it, each at its own address. */
  FAL_BASE_URL: baseUrl,
  KLING_ACCESS_KEY: secret,
  KLING_SECRET_KEY: secret,
  KLING_BASE_URL: baseUrl.default('https://api-singapore.klingai.com'),
  /** The models of a shoot that names none. */
  IMAGE_MODEL: orDefault(z._default(ImageModel, 'nano-banana-pro')),
  CLIP_MODEL: orDefault(z._default(ClipModel, DEFAULT_CLIP_MODEL)),
  /** Who makes the clips where both can; without it, Kling itself where its keys are set. */
  CLIP_PROVIDER: orDefault(z.optional(ClipProvider)),
  /** Jobs that all shoots together have at a provider at a time. */
  FAL_CONCURRENCY: count(10),
  KLING_CONCURRENCY: count(5),
  /** Hosts beside the providers' own from which results may be loaded, comma-separated; `*` matches any part of a name. */
  RESULT_HOSTS: list,
  /** Where the outside reaches this deployment; with it, fal says when a picture is ready, and is asked less. */
  PUBLIC_URL: baseUrl,
  /** What a shoot may spend unless its own budget says otherwise, USD. */
  SESSION_BUDGET_USD: usd(10, LIMITS.budgetUsd),
  /** What all shoots together may spend in a day (UTC), USD. */
  DAILY_BUDGET_USD: usd(100),
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
  RETENTION_DAYS: orDefault(z.coerce.number().int().min(1).optional()),
  /** Hosts that containers may reach beside the gateway, comma-separated; `*` matches any part of a name. */
  SANDBOX_ALLOWED_HOSTS: list,
  /** Whether containers have the bucket mounted, read-only; without, they read files through the gateway. */
  MOUNT_STORAGE: z.stringbool().default(true),
  /** s after which a job that has not ended is given up; a provider's own limit is far below. */
  JOB_DEADLINE_SECONDS: count(1800),
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
const Settings = Variables.superRefine(({ CLIP_MODEL, CLIP_PROVIDER: provider }, context) => {
  // What keys there are shows in health: they may come later.
  const trouble = clipTrouble(CLIP_MODEL, { provider, hasKey: { kling: false, fal: false } })
  if (trouble !== null) context.addIssue({ code: 'custom', path: ['CLIP_MODEL'], message: trouble })
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
  return Object.entries(Variables.shape).flatMap(([name, schema]) => {
    const value = schema === secret ? env[name] : undefined
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
  })
}

/** Whether the logs may hold what people write. Never throws; malformed means no. */
export function logsPrompts(env: Record<string, unknown>): boolean {
  return Variables.shape.LOG_PROMPTS.safeParse(env.LOG_PROMPTS).data ?? false
}
