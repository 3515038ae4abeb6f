import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'

/** What stands in the committed configuration where the owner's database id belongs. */
export const NOT_SET_UP = 'not-set-up-yet'

/** One deployment of the Worker, as its wrangler.jsonc describes it. */
export type Target = {
  configPath: string
  /** The checkout: the folder above the configuration's. */
  root: string
  /** `null` is production, the top level of the configuration. */
  environment: string | null
  /** The Worker's name, which is also the first part of its address. */
  worker: string
  database: { binding: string; name: string; id: string }
  bucket: string
  /** Names of the container applications, which are also the names of their images in the registry. */
  applications: string[]
  /** The account that the configuration names; without it, wrangler takes the only one there is. */
  account: string | null
}

const Section = z.object({
  name: z.string().optional(),
  account_id: z.string().optional(),
  d1_databases: z.tuple([z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() })]),
  r2_buckets: z.tuple([z.object({ bucket_name: z.string() })]),
  // Named, because wrangler makes names that are hard to guess.
  containers: z.array(z.object({ name: z.string() })),
})

/**
 * Reads a deployment from the configuration.
 *
 * @param environment a name under `env`; `null` for production
 * @throws UserError when there is none of that name, or the file can't be read as it should
 */
export function readTarget(configPath: string, environment: string | null): Target {
  const path = resolve(configPath)
  const top = readJsonc(path)
  const environments: Record<string, object> = top.env ?? {}
  if (environment !== null && !Object.hasOwn(environments, environment)) {
    const known = Object.keys(environments).join(', ')
    throw new UserError(`${path} has no environment "${environment}". It has: production (no --env), ${known}.`, 2)
  }
  const section = Section.safeParse(environment === null ? top : environments[environment])
  if (!section.success) throw new UserError(`${path} is not as expected: ${z.prettifyError(section.error)}`)
  const { data } = section
  const [database] = data.d1_databases
  const worker = data.name ?? `${top.name}-${environment}`
  return {
    configPath: path,
    root: dirname(dirname(path)),
    environment,
    worker,
    database: { binding: database.binding, name: database.database_name, id: database.database_id },
    bucket: data.r2_buckets[0].bucket_name,
    applications: data.containers.map(({ name }) => name),
    account: data.account_id ?? top.account_id ?? null,
  }
}

/** Writes an id of the owner's into the configuration, in its environment; comments and format stay. Returns the new target. */
export function writeId(target: Target, what: 'database_id' | 'account_id', id: string): Target {
  const { configPath, environment } = target
  const section = environment === null ? [] : ['env', environment]
  const path = what === 'account_id' ? ['account_id'] : ['d1_databases', 0, 'database_id']
  const text = readFileSync(configPath, 'utf8')
  const edits = modify(text, [...section, ...path], id, {
    formattingOptions: { insertSpaces: true, tabSize: 2 },
    // Beside the name, where one looks for it.
    getInsertionIndex: (properties) => properties.indexOf('name') + 1,
  })
  // Whole or not at all: a half-written configuration could be deployed.
  writeFileSync(`${configPath}.new`, applyEdits(text, edits))
  renameSync(`${configPath}.new`, configPath)
  return readTarget(configPath, environment)
}

function readJsonc(path: string) {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UserError(`There is no configuration at ${path}.`, 2)
  }
  const errors: ParseError[] = []
  const value = parse(text, errors, { allowTrailingComma: true })
  const [error] = errors
  if (error !== undefined) {
    const line = text.slice(0, error.offset).split('\n').length
    throw new UserError(`${path} can't be read: ${printParseErrorCode(error.error)} in line ${line}.`)
  }
  return value
}
