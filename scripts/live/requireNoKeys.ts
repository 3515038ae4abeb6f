import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'

/** Shorter parts of a key occur by themselves. */
const SHORTEST = 6

/**
 * Looks through every file of a folder, byte by byte, for keys and their parts, as they are and in base64.
 *
 * @throws UserError that names the files
 */
export function requireNoKeys(folder: string, keys: readonly string[]): void {
  const wanted = keys
    .flatMap((key) => [key, ...key.split(':')])
    .filter((part) => part.length >= SHORTEST)
    .flatMap((part) => [part, encodeURIComponent(part), Buffer.from(part).toString('base64').replace(/=+$/, '')])
  const holders = readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name))
    return wanted.some((part) => bytes.includes(part))
  })
  if (holders.length === 0) return
  throw new UserError(
    `A key stands in the recording ${folder}, in ${holders.join(', ')}.\n` +
      'Give it to nobody: delete the recording. This is a fault of the recorder.',
  )
}
