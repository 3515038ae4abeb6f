import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ClipModel, Effort, ImageModel } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { UserError } from '../UserError.ts'

/** An empty value counts as absent, so that `FAL_KEY= npm start` turns a part back into its demo. */
const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const text = z.preprocess(blankIsAbsent, z.string().trim().optional())
const url = z.preprocess(
  blankIsAbsent,
  z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
)

const oneOf = <Name extends string>({ options }: { options: Name[] }) =>
  z.preprocess(blankIsAbsent, z.enum(options, `must be one of ${options.join(', ')}`).optional())
/** USD */
const amount = z.preprocess(blankIsAbsent, z.coerce.number('must be a number of USD').positive().optional())
const count = z.preprocess(blankIsAbsent, z.coerce.number('must be a whole number').int().min(1).optional())

const Settings = z
  .object({
    PORT: z.preprocess(
      blankIsAbsent,
      z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65_535).default(8787),
    ),
    DATA_DIR: z.preprocess(blankIsAbsent, z.string().trim().default('.data')),
    DEMO_SPEED: z.preprocess(
      blankIsAbsent,
      z.enum(['fast', 'lifelike'], 'must be fast or lifelike').default('lifelike'),
    ),
    ANTHROPIC_API_KEY: text,
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_AUTH_TOKEN: text,
    AI_GATEWAY_TOKEN: text,
    ANTHROPIC_MODEL: text,
    ANTHROPIC_EFFORT: oneOf(Effort),
    FAL_KEY: text,
    FAL_BASE_URL: url,
    KLING_ACCESS_KEY: text,
    KLING_SECRET_KEY: text,
    KLING_BASE_URL: url,
    IMAGE_MODEL: oneOf(ImageModel),
    CLIP_MODEL: oneOf(ClipModel),
    CLIP_PROVIDER: oneOf(z.enum(['kling', 'fal'])),
    FAL_CONCURRENCY: count,
    KLING_CONCURRENCY: count,
    RESULT_HOSTS: text,
    PUBLIC_URL: url,
    SESSION_BUDGET_USD: amount,
    DAILY_BUDGET_USD: amount,
    RETENTION_DAYS: z.preprocess(blankIsAbsent, z.coerce.number('must be a number of days').int().min(1).optional()),
    LOG_PROMPTS: z.preprocess(blankIsAbsent, z.enum(['true', 'false'], 'must be true or false').optional()),
  })
  .refine((settings) => !settings.KLING_ACCESS_KEY === !settings.KLING_SECRET_KEY, {
    path: ['KLING_ACCESS_KEY'],
    error: 'and KLING_SECRET_KEY go together: set both, or neither',
  })
export type Settings = z.infer<typeof Settings>

/**
 * The settings of `npm start`: the environment's, and for those that it does not have the file's (`.dev.vars`, lines
 * `NAME=value`), and for the rest the defaults. `docs/settings.md` lists them.
 *
 * @throws UserError that names each malformed setting
 */
export function readSettings(env: Record<string, string | undefined>, file?: string): Settings {
  const fromFile = file !== undefined && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const parsed = Settings.safeParse({ ...fromFile, ...env })
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
  throw new UserError(`A setting is not right:\n${lines.join('\n')}\nSee docs/settings.md.`)
}

export const DEMO_PARTS = ['director', 'images', 'clips'] as const
export type DemoPart = (typeof DEMO_PARTS)[number]

/** The parts for which no key is set: demo servers stand in for them. */
export function demoParts(settings: Settings): DemoPart[] {
  const { CLIP_PROVIDER: clipProvider, FAL_KEY: images, KLING_ACCESS_KEY: kling } = settings
  const clips = { fal: images, kling, auto: kling ?? images }[clipProvider ?? 'auto']
  const keys = { director: settings.ANTHROPIC_API_KEY ?? settings.ANTHROPIC_AUTH_TOKEN, images, clips }
  return DEMO_PARTS.filter((part) => keys[part] === undefined)
}

/** What a child process may know of this one's environment: no key is in it. */
export function childEnv(): Record<string, string> {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, LANG }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
