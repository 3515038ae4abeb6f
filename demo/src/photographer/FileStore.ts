/** The photographer's CDN: uploads and results as files in a folder of its own. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const CDN_ORIGIN = 'https://v3.fal.media'

type Entry = { contentType: string; fileName: string; uploadToken: string | undefined; stored: boolean }
type StoredFile = { bytes: Buffer; contentType: string; fileName: string }

const safeName = (name: string) => name.replace(/[^\w.-]+/g, '_').slice(-80)

export class FileStore {
  readonly #folder: string
  readonly #entries = new Map<string, Entry>()

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(): Promise<FileStore> {
    return new FileStore(await mkdtemp(join(tmpdir(), 'photographer-')))
  }

  /** Deletes every file. */
  async close(): Promise<void> {
    // What is being written in this moment may still make a file in it.
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  /** Promises a place for an upload; the token in `uploadUrl` is the only permission that its PUT needs. */
  reserve(contentType: string, fileName: string): { fileUrl: string; uploadUrl: string } {
    const uploadToken = randomUUID()
    const path = `/files/${randomUUID().slice(0, 8)}/${randomUUID().slice(0, 8)}_${safeName(fileName)}`
    this.#entries.set(path, { contentType, fileName, uploadToken, stored: false })
    return { fileUrl: CDN_ORIGIN + path, uploadUrl: `${CDN_ORIGIN}${path}?signature=${uploadToken}` }
  }

  /** Stores what was promised. False when the path or the token is not ours. */
  async receive(path: string, uploadToken: string, bytes: Buffer): Promise<boolean> {
    const entry = this.#entries.get(path)
    if (entry?.uploadToken === undefined || entry.uploadToken !== uploadToken) return false
    await writeFile(this.#onDisk(path), bytes)
    entry.stored = true
    return true
  }

  /** Stores a result and returns its public URL. */
  async add(bytes: Buffer, contentType: string, fileName: string): Promise<string> {
    const path = `/files/${randomUUID().slice(0, 8)}/${randomUUID().slice(0, 8)}_${safeName(fileName)}`
    await writeFile(this.#onDisk(path), bytes)
    this.#entries.set(path, { contentType, fileName, uploadToken: undefined, stored: true })
    return CDN_ORIGIN + path
  }

  /** The file at a path such as `/files/ab/cd.png`, or undefined. */
  async read(path: string): Promise<StoredFile | undefined> {
    const entry = this.#entries.get(path)
    if (!entry?.stored) return undefined
    return { bytes: await readFile(this.#onDisk(path)), contentType: entry.contentType, fileName: entry.fileName }
  }

  #onDisk(path: string): string {
    return join(this.#folder, createHash('sha256').update(path).digest('hex'))
  }
}
