import { UserError } from '../../cli/src/UserError.ts'
import { askHidden, askWhether } from './ask.ts'
import { say } from './say.ts'
import { SECRET_GROUPS, type SecretGroup } from './secrets.ts'

/** Secrets to store, by name. */
export type SecretValues = Record<string, string>

/** Asks for the secrets one by one, without showing them. Those that are set already are kept unless the person wants it otherwise. */
export async function askSecrets(present: ReadonlySet<string>): Promise<SecretValues> {
  const values: SecretValues = {}
  say('The secrets. Nothing is shown while you type; Return skips one, and it can be set later by the same command.')
  for (const group of SECRET_GROUPS) {
    const names = group.secrets.map(({ name }) => name)
    if (
      names.every((name) => present.has(name)) &&
      !(await askWhether(`${names.join(' and ')}: set already. Replace?`))
    ) {
      continue
    }
    Object.assign(values, await askGroup(group, present))
  }
  return values
}

async function askGroup({ needed, secrets }: SecretGroup, present: ReadonlySet<string>): Promise<SecretValues> {
  const values: SecretValues = {}
  const without = needed === null ? 'optional' : `without it, no ${needed}`
  for (const { name, what, problem } of secrets) {
    const value = await askHidden(`${name} (${what}; ${without})`, problem)
    if (value !== '') values[name] = value
    // The rest of a pair is asked for only when the first of it is there.
    else if (!present.has(name)) break
  }
  const missing = secrets.filter(({ name }) => values[name] === undefined && !present.has(name))
  if (Object.keys(values).length > 0 && missing.length > 0) {
    say(`${missing.map(({ name }) => name).join(', ')} is missing: neither is stored, for one is of no use alone.`)
    return {}
  }
  return values
}

/**
 * Takes the secrets from environment variables of the same names. Those that are set at the Worker already are kept unless
 * `replace`.
 *
 * @throws UserError that names, without its value, what is not right
 */
export function secretsFrom(
  environment: NodeJS.ProcessEnv,
  present: ReadonlySet<string>,
  replace: boolean,
): SecretValues {
  const values: SecretValues = {}
  for (const { secrets } of SECRET_GROUPS) {
    const given = secrets.filter(({ name }) => environment[name]?.trim())
    const missing = secrets.filter((secret) => !given.includes(secret) && !present.has(secret.name))
    if (given.length > 0 && missing.length > 0) {
      const names = (list: typeof secrets) => list.map(({ name }) => name).join(', ')
      throw new UserError(`${names(given)} is of no use without ${names(missing)}. Set both or neither.`, 2)
    }
    for (const { name, problem } of given) {
      const value = environment[name]?.trim() ?? ''
      const wrong = problem(value)
      if (wrong !== undefined) throw new UserError(`${name}: ${wrong}`, 2)
      if (replace || !present.has(name)) values[name] = value
    }
  }
  return values
}
