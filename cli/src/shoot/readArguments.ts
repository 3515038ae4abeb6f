import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import {
  BUDGET_LIMIT,
  CLIP_MODELS,
  ClipModel,
  IMAGE_MODELS,
  IMAGE_TYPES,
  ImageModel,
  LIMITS,
  Options,
  ROLES,
  Role,
  SessionId,
  SNIFF_BYTES,
  Stops,
  sniffType,
} from '@fashion-shoot/protocol'
import { Command, CommanderError } from 'commander'
import type { ZodMiniEnum } from 'zod/mini'
import { UserError } from '../UserError.ts'

export type Reference = { role: Role; file: string }

export type ShootArguments = {
  /** What the shoot should be, or what to say to the one that is resumed. */
  prompt: string | null
  references: Reference[]
  /** The folder for the files. */
  out: string
  /** Approve every stage without asking. */
  yes: boolean
  /** Print events as JSON lines, and nothing else, on standard output. */
  json: boolean
  /** Address of a running studio, without a trailing slash. */
  server: string | null
  /** An access token for it. */
  token: string | null
  /** When the director stops for a decision; null for after every stage, and for what a resumed shoot has. */
  stops: Stops | null
  /** The session to go on with. */
  resume: string | null
  /** What the shoot may spend, USD; null for what the studio says. */
  budgetUsd: number | null
  imageModel: ImageModel | null
  clipModel: ClipModel | null
  /** Approve the stage that waits in the session when it is resumed. */
  approve: boolean
}

const examples = (shoot: string) => `
Examples:
  ${shoot} --ref model=photo.png --ref garment=jacket.png "confident streetwear editorial" --out ./my-shoot
  ${shoot} --resume <session> --out ./my-shoot "warmer light"      change what waits for a decision
  ${shoot} --resume <session> --out ./my-shoot --approve           approve it

Exit codes: 0 film made · 1 failed or stopped, with the reason in words · 2 wrong use`

/**
 * Reads the command line. `null` when it only asked for help or the version, which then has been printed.
 *
 * @param shoot how this program is started
 * @throws UserError with exit code 2 for wrong use
 */
export function readArguments(args: readonly string[], shoot: string): ShootArguments | null {
  try {
    return parseArguments(args, shoot)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${error.message}\nSee: ${shoot} --help`, error.exitCode)
  }
}

function parseArguments(args: readonly string[], shoot: string): ShootArguments | null {
  const command = new Command(shoot)
    .description('From a few reference photos and one line of direction to an approved editorial film.')
    .argument('[prompt]', 'the direction, in one line')
    .option('--ref <role=file>', `a reference photo; role: ${ROLES.join(', ')} (repeat it)`, collect, [])
    .option('--out <folder>', 'where the files go', './shoot')
    .option('--yes', 'approve every stage without asking', false)
    .option('--json', 'print the events as JSON lines', false)
    .option('--server <url>', 'a running studio (default: the one on this machine, else one is started for the run)')
    .option('--token <token>', 'an access token of that studio (better in the environment, as SHOOT_TOKEN)')
    .option(
      '--stops <when>',
      'every_stage: for a decision after each stage (default); before_paid: also before each that costs money, with its prompts and price; never',
    )
    .option('--budget <usd>', 'what the shoot may spend; with --resume, from now on')
    .option('--image-model <name>', `who makes the pictures: ${IMAGE_MODELS.join(', ')}`)
    .option('--clip-model <name>', `who makes the clips: ${CLIP_MODELS.join(', ')}`)
    .option('--resume <session>', 'go on with a shoot')
    .option('--approve', 'approve the stage that waits in the resumed shoot, and none that comes later', false)
    .addHelpText('after', examples(shoot))
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  try {
    command.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return null
    throw wrongUse(error.message.replace(/^error: /, ''))
  }
  const {
    ref,
    server,
    token = null,
    resume = null,
    budget,
    stops,
    imageModel,
    clipModel,
    ...flags
  } = command.opts<Flags>()
  const prompt = command.args[0]?.trim() || null
  if (resume !== null && !SessionId.safeParse(resume).success) throw wrongUse(`"${resume}" is not the id of a shoot.`)
  if (prompt === null && resume === null) throw wrongUse('Say in a line what the shoot should be.')
  if (prompt !== null && prompt.length > LIMITS.promptCharacters) {
    throw wrongUse(`The direction is too long: ${LIMITS.promptCharacters} characters at most.`)
  }
  if (flags.approve && resume === null) throw wrongUse('--approve goes with --resume <session>.')
  if (flags.approve && prompt !== null) throw wrongUse('Either approve, or say what to change: not both.')
  if (token !== null && server === undefined) throw wrongUse('--token goes with --server <url>.')
  if (ref.length === 0 && resume === null) {
    throw wrongUse('A shoot needs photos of what it is about. Add at least one: --ref model=photo.png.')
  }
  const references = ref.map(readReference)
  if (references.length > LIMITS.references) throw wrongUse(`At most ${LIMITS.references} reference photos a shoot.`)
  if (references.length > 0 && prompt === null) throw wrongUse('Say in a line what the new photos are for.')
  if (resume !== null && (imageModel ?? clipModel) !== undefined) {
    throw wrongUse('A shoot keeps the models that it began with: --image-model and --clip-model go with a new one.')
  }
  return {
    ...flags,
    prompt,
    references,
    server: readServer(server),
    token,
    resume,
    stops: readName('--stops', Stops, stops),
    budgetUsd: budget === undefined ? null : readBudget(budget),
    imageModel: readName('--image-model', ImageModel, imageModel),
    clipModel: readName('--clip-model', ClipModel, clipModel),
  }
}

type Flags = Pick<ShootArguments, 'out' | 'yes' | 'json' | 'approve'> & {
  ref: string[]
  server?: string
  token?: string
  resume?: string
  budget?: string
  stops?: string
  imageModel?: string
  clipModel?: string
}

function collect(value: string, all: string[]): string[] {
  return [...all, value]
}

function readReference(text: string): Reference {
  const at = text.indexOf('=')
  const role = Role.safeParse(text.slice(0, at))
  const file = text.slice(at + 1)
  if (at === -1 || file === '') throw wrongUse(`--ref ${text}: write it as role=file, for example model=photo.png.`)
  if (!role.success) {
    throw wrongUse(`--ref ${text}: "${text.slice(0, at)}" is no role. Roles are ${ROLES.join(', ')}.`)
  }
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) throw wrongUse(`--ref ${text}: there is no file ${file}.`)
  if (!stat.isFile()) throw wrongUse(`--ref ${text}: ${file} is not a file.`)
  if (stat.size > LIMITS.photoBytes) {
    throw wrongUse(`--ref ${text}: ${basename(file)} is larger than ${LIMITS.photoBytes / 1024 / 1024} MB.`)
  }
  if (!isPhoto(file)) throw wrongUse(`--ref ${text}: ${basename(file)} is no PNG, JPEG or WebP.`)
  return { role: role.data, file }
}

/** By its first bytes; whether it is whole, the studio sees. */
function isPhoto(file: string): boolean {
  const head = new Uint8Array(SNIFF_BYTES)
  try {
    const opened = openSync(file, 'r')
    readSync(opened, head, 0, SNIFF_BYTES, 0)
    closeSync(opened)
  } catch (error) {
    throw wrongUse(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  return IMAGE_TYPES.some((type) => type === sniffType(head))
}

function readBudget(text: string): number {
  const budget = Options.shape.budgetUsd.safeParse(Number(text))
  if (!budget.success) throw wrongUse(`--budget ${text}: ${BUDGET_LIMIT}`)
  return budget.data
}

function readName<Names extends Record<string, string>>(
  option: string,
  names: ZodMiniEnum<Names>,
  text: string | undefined,
): Names[keyof Names] | null {
  if (text === undefined) return null
  const name = names.safeParse(text)
  if (!name.success) throw wrongUse(`${option} ${text}: one of ${names.options.join(', ')}.`)
  return name.data
}

function readServer(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrongUse(`--server ${text}: not an address, such as http://127.0.0.1:8787.`)
  }
  return url.origin
}

function wrongUse(message: string): UserError {
  return new UserError(message, 2)
}
