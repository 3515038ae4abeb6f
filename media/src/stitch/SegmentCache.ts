import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { cannotWrite } from '../files/cannotWrite.ts'
import { hashFile } from '../files/hashFile.ts'
import { withWorkFolder } from '../files/withWorkFolder.ts'

const DEFAULT_LIMIT_BYTES = 1e9
const HASH_LETTERS = 40
const ENTRY = /^[0-9a-f]{40}-[0-9a-f]{40}\.mp4$/

/**
 * Encoded clips that are kept in a folder for the next film. A file's name is what it was made from and what it holds, so a
 * damaged one is noticed, and several processes may use the folder at once: files appear whole, and those of one name are equal.
 * Above the limit, those that were not used for longest go.
 */
export class SegmentCache {
  readonly #folder: string
  readonly #limitBytes: number

  constructor(folder: string, limitBytes: number = DEFAULT_LIMIT_BYTES) {
    this.#folder = folder
    this.#limitBytes = limitBytes
  }

  /** The key of what is made from all of `parts`, in their order. */
  static key(parts: readonly unknown[]): string {
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LETTERS)
  }

  /** Copies the segment of that key to `target`; returns whether there was a whole one. */
  async take(key: string, target: string): Promise<boolean> {
    const entries = await this.#entries()
    for (const name of entries.filter((entry) => entry.startsWith(key))) {
      const kept = join(this.#folder, name)
      // It may have gone away or be unreadable, or there may be no room for a copy of it: as good as not there.
      const isCopied = await copyFile(kept, target).then(
        () => true,
        () => false,
      )
      if (isCopied && name === (await nameOf(key, target))) {
        const now = new Date()
        // Where the folder can only be read, nothing is forgotten either.
        await utimes(kept, now, now).catch(() => {})
        return true
      }
      if (isCopied) await rm(kept, { force: true }).catch(() => {})
      await rm(target, { force: true })
    }
    return false
  }

  /**
   * Keeps a copy of a segment.
   *
   * @throws MediaError `cannotWrite`
   */
  async keep(key: string, segment: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch((error: Error) => {
      throw cannotWrite(this.#folder, error)
    })
    await withWorkFolder(join(this.#folder, await nameOf(key, segment)), (_, made) => copyFile(segment, made))
    await this.#sweep()
  }

  async #entries(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => [])
    return names.filter((name) => ENTRY.test(name))
  }

  async #sweep(): Promise<void> {
    const entries = []
    for (const name of await this.#entries()) {
      const file = join(this.#folder, name)
      const found = await stat(file).catch(() => undefined)
      if (found) entries.push({ file, bytes: found.size, usedMs: found.mtimeMs })
    }
    entries.sort((a, b) => b.usedMs - a.usedMs)
    let bytes = 0
    for (const entry of entries) {
      bytes += entry.bytes
      if (bytes > this.#limitBytes) await rm(entry.file, { force: true })
    }
  }
}

async function nameOf(key: string, segment: string): Promise<string> {
  return `${key}-${(await hashFile(segment)).slice(0, HASH_LETTERS)}.mp4`
}
