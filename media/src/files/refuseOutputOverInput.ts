import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { MediaError } from '../MediaError.ts'

/**
 * Makes sure that no output would take the place of a file that it is made from, by whatever names, links and folders that file
 * is reached.
 *
 * @throws MediaError `wrongUse`
 */
export async function refuseOutputOverInput(outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  const inputOf = new Map<string, string>()
  for (const input of inputs) for (const identity of await identities(input)) inputOf.set(identity, input)
  const found = await Promise.all(outputs.map(identities))
  for (const [i, output] of outputs.entries()) {
    const input = found[i]?.map((identity) => inputOf.get(identity)).find(Boolean)
    if (input === undefined) continue
    const message = `${output} is ${resolve(output) === resolve(input) ? 'one of the inputs' : `the same file as ${input}`}.`
    throw new MediaError('wrongUse', message, 'Name another place for what is made.')
  }
}

/** What a path stands for: itself, and the file that is there, however else it is reached. */
async function identities(path: string): Promise<string[]> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return [resolve(path), ...(found ? [`${found.dev} ${found.ino}`] : [])]
}
