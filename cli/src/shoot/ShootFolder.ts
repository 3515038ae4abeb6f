import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  type Asset,
  activeAsset,
  ContentType,
  Manifest,
  type SessionSummary,
  type SessionView,
  SLOTS,
  slotFileName,
} from '@fashion-shoot/protocol'
import { makeFolder } from '../makeFolder.ts'
import { UserError } from '../UserError.ts'
import type { Api } from './Api.ts'
import { shellWord } from './shootCommand.ts'

/** The folder that a shoot's files go to: one file a slot, and a manifest. */
export class ShootFolder {
  readonly path: string
  readonly #command: string
  /** What lies in the folder, by file name. */
  readonly #saved = new Map<string, string>()
  #made = false

  /** @param command how this program is started, for words that say how to go on */
  constructor(path: string, command: string) {
    this.path = path
    this.#command = command
  }

  /** @throws UserError with exit code 2 when the folder holds files that are not this session's (null: a new one's) */
  claim(sessionId: string | null): void {
    const owner = this.#owner()
    if (owner !== null && owner !== sessionId) {
      const goOn = `${this.#command} --resume ${owner} --out ${shellWord(this.path)}`
      throw new UserError(
        `${this.path} holds another shoot (${owner}). Choose another folder with --out, or go on with that shoot:\n${goOn}`,
        2,
      )
    }
    if (owner === null && existsSync(this.path) && !isFreeFor(this.path)) {
      throw new UserError(`${this.path} has files that this shoot would replace. Choose another folder with --out.`, 2)
    }
    this.#made = !existsSync(this.path)
    try {
      makeFolder(resolve(this.path))
    } catch (error) {
      throw new UserError(`${this.path} cannot be made: ${(error as Error).message}`, 2)
    }
  }

  /** Takes the folder away again when it was made for this run and nothing was saved in it. */
  leave(): void {
    if (this.#made && readdirSync(this.path).length === 0) rmdirSync(this.path)
  }

  /**
   * Brings the folder up to date with the active version in every slot. Returns the names of the files that are new. A shoot that has
   * nothing yet does not take the folder.
   */
  async save(api: Api, session: SessionSummary, view: SessionView): Promise<string[]> {
    const files = SLOTS.flatMap((slot) => {
      const asset = activeAsset(view, slot)
      return asset === undefined ? [] : [{ file: slotFileName(slot, asset.contentType), asset }]
    })
    if (files.length === 0) return []
    const fresh = files.filter(({ file, asset }) => this.#saved.get(file) !== asset.id)
    for (const { file, asset } of fresh) {
      await this.#download(api, file, asset)
      this.#saved.set(file, asset.id)
    }
    const manifest = { sessionId: session.id, title: session.title, spentUsd: view.spend.sessionUsd, files }
    await this.#replace('manifest.json', (part) => writeFile(part, `${JSON.stringify(manifest, null, 2)}\n`))
    return fresh.map(({ file }) => file)
  }

  async #download(api: Api, file: string, asset: Asset): Promise<void> {
    const response = await api.media(asset.id)
    if (response.body === null) throw new UserError(`${file} came without content from ${api.url}.`)
    const hash = createHash('sha256')
    const hashing = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const body = Readable.fromWeb(response.body)
    await this.#replace(file, async (part) => {
      await pipeline(body, hashing, createWriteStream(part))
      if (hash.digest('hex') === asset.sha256) return
      throw new UserError(`${file} was damaged on its way from ${api.url} and was not kept. Try again.`)
    })
  }

  /** A file appears under its name only when it is whole. */
  async #replace(file: string, write: (part: string) => Promise<void>): Promise<void> {
    const part = join(this.path, `.${file}.part`)
    try {
      await write(part)
      await rename(part, join(this.path, file))
    } finally {
      await rm(part, { force: true })
    }
  }

  #owner(): string | null {
    try {
      return Manifest.parse(JSON.parse(readFileSync(join(this.path, 'manifest.json'), 'utf8'))).sessionId
    } catch {
      return null
    }
  }
}

function isFreeFor(folder: string): boolean {
  const names = [
    'manifest.json',
    ...SLOTS.flatMap((slot) => ContentType.options.map((type) => slotFileName(slot, type))),
  ]
  return names.every((name) => !existsSync(join(folder, name)))
}
