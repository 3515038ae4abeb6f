import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import {
  BUDGET_LIMIT,
  ClipModel,
  ClipProvider,
  type ClipSetup,
  clipMaker,
  clipTrouble,
  DEFAULT_CLIP_MODEL,
  Effort,
  ImageModel,
  LIMITS,
  offeredClipModels,
} from '@fashion-shoot/protocol'
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
    CLIP_PROVIDER: oneOf(ClipProvider),
    FAL_CONCURRENCY: count,
    KLING_CONCURRENCY: count,
    RESULT_HOSTS: text,
    PUBLIC_URL: url,
    SESSION_BUDGET_USD: z.preprocess(
      blankIsAbsent,
      z.coerce.number('must be a number of USD').positive(BUDGET_LIMIT).max(LIMITS.budgetUsd, BUDGET_LIMIT).optional(),
    ),
    DAILY_BUDGET_USD: amount,
    RETENTION_DAYS: z.preprocess(blankIsAbsent, z.coerce.number('must be a number of days').int().min(1).optional()),
    LOG_PROMPTS: z.preprocess(blankIsAbsent, z.enum(['true', 'false'], 'must be true or false').optional()),
  })
  .refine((settings) => !settings.KLING_ACCESS_KEY === !settings.KLING_SECRET_KEY, {
    path: ['KLING_ACCESS_KEY'],
    error: 'and KLING_SECRET_KEY go together: set both, or neither',
  })
  .superRefine((settings, context) => {
    const setup = liveClips(settings)
    const trouble = clipTrouble(settings.CLIP_MODEL ?? DEFAULT_CLIP_MODEL, setup)
    if (trouble === null) return
    const others = offeredClipModels(setup).join(' or ')
    context.addIssue({ code: 'custom', path: ['CLIP_MODEL'], message: `${trouble}. Change that, or choose ${others}` })
  })
export type Settings = z.infer<typeof Settings>

/**
 * The settings of `npm start`: the environment's, and for those that it does not have the file's (`.dev.vars`, lines
 * `NAME=value`), and for the rest the defaults. `docs/settings.md` lists them.
 *
 * @throws UserError that names each malformed setting with its value
 */
export function readSettings(env: Record<string, string | undefined>, file?: string): Settings {
  const fromFile = file !== undefined && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const all = { ...fromFile, ...env }
  const parsed = Settings.safeParse(all)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${settingWords(path.join('.'), all)} ${message}`)
  throw new UserError(`A setting is not right:\n${lines.join('\n')}\nSee docs/settings.md.`)
}

/** `PORT=80000:`; of what is secret, or holds a password, its name alone. */
function settingWords(name: string, all: Record<string, string | undefined>): string {
  const value = all[name]
  const isSecret = /_(KEY|TOKEN)$/.test(name) || value?.includes('@') === true
  return isSecret || value === undefined ? name : `${name}=${value}:`
}

export const DEMO_PARTS = ['director', 'images', 'clips'] as const
export type DemoPart = (typeof DEMO_PARTS)[number]

/** The parts for which no key is set: demo servers stand in for them. */
export function demoParts(settings: Settings): DemoPart[] {
  const isLive: Record<DemoPart, boolean> = {
    director: (settings.ANTHROPIC_API_KEY ?? settings.ANTHROPIC_AUTH_TOKEN) !== undefined,
    images: settings.FAL_KEY !== undefined,
    clips: clipMaker(settings.CLIP_MODEL ?? DEFAULT_CLIP_MODEL, liveClips(settings)) !== null,
  }
  return DEMO_PARTS.filter((part) => !isLive[part])
}

/** Who can make clips for real. */
function liveClips({ CLIP_PROVIDER: provider, FAL_KEY, KLING_ACCESS_KEY }: ClipSettings): ClipSetup {
  return { provider, hasKey: { fal: FAL_KEY !== undefined, kling: KLING_ACCESS_KEY !== undefined } }
}
type ClipSettings = {
  CLIP_PROVIDER?: ClipProvider | undefined
  FAL_KEY?: string | undefined
  KLING_ACCESS_KEY?: string | undefined
}

/** What a child process may know of this one's environment: no key is in it. */
export function childEnv(): Record<string, string> {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, LANG }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
