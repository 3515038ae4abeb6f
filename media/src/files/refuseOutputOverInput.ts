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
  for (const output of outputs) {
    for (const input of inputs) {
      if (!(await isSameFile(output, input))) continue
      const message = `${output} is ${resolve(output) === resolve(input) ? 'one of the inputs' : `the same file as ${input}`}.`
      throw new MediaError('wrongUse', message, 'Give what is made a name of its own.')
    }
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  if (resolve(one) === resolve(other)) return true
  const [first, second] = await Promise.all(
    [one, other].map((path) => stat(path, { bigint: true }).catch(() => undefined)),
  )
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino
}
