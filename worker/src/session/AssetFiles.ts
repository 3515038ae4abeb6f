import { type Asset, assetKey, assetKeys, companionOf } from '@fashion-shoot/protocol'
import { deleteKeys, removeClaims } from '../files/traces.ts'
import { ProblemError } from '../problem.ts'
import type { Fal } from '../providers/fal.ts'

/** Throws where a frame is none that its receiver takes, who gets the copy that was made to fit, where there is one. */
type Check = (bytes: Uint8Array) => void

/** The files of a session's assets, in the forms in which providers take them. */
export class AssetFiles {
  readonly #bucket: R2Bucket
  readonly #sql: SqlStorage
  readonly #asset: (id: string) => Asset | undefined
  /** Under way, as URLs to be: jobs that begin together share pictures. */
  readonly #uploads = new Map<string, Promise<string>>()

  constructor(bucket: R2Bucket, sql: SqlStorage, asset: (id: string) => Asset | undefined) {
    this.#bucket = bucket
    this.#sql = sql
    this.#asset = asset
  }

  /** px; of those that the session has. */
  sizes(assetIds: string[]): { width: number; height: number }[] {
    return assetIds.flatMap((id) => this.#asset(id) ?? [])
  }

  /** The asset's URL in fal's storage; it goes up once a session, and so does the copy that fits. */
  async uploadedUrl(assetId: string, fal: Fal, check?: Check): Promise<string> {
    const name = check === undefined ? assetId : await this.#fitting(assetId)
    const select = 'SELECT url FROM provider_files WHERE asset_id = ?'
    const known = this.#sql.exec<{ url: string }>(select, name).toArray()[0]
    if (known !== undefined) return known.url
    // Whoever needs no check waits for none.
    const key = `${name} ${check === undefined}`
    const upload = this.#uploads.get(key) ?? this.#upload(name, fal, check).finally(() => this.#uploads.delete(key))
    this.#uploads.set(key, upload)
    return await upload
  }

  async #upload(name: string, fal: Fal, check?: Check): Promise<string> {
    const { bytes, type } = await this.#load(name, check)
    const url = await fal.upload(new Blob([bytes], { type }))
    this.#sql.exec('INSERT OR REPLACE INTO provider_files VALUES (?, ?)', name, url)
    return url
  }

  /** Has these assets go up again when they are needed next. */
  forgetUploads(assetIds: string[]): void {
    const forget = 'DELETE FROM provider_files WHERE asset_id IN (?, ?)'
    for (const id of assetIds) this.#sql.exec(forget, id, companionOf(id, 'fit'))
  }

  async base64(assetId: string, check: Check): Promise<string> {
    return (await this.#load(await this.#fitting(assetId), check)).bytes.toBase64()
  }

  async delete(assetIds: string[]): Promise<void> {
    const ids = [...new Set(assetIds)]
    await deleteKeys(this.#bucket, ids.flatMap(assetKeys))
    // Last: as long as a claim is there, nobody takes its upload for one that no session has.
    await removeClaims(this.#bucket, ids)
  }

  /** What the file is called of a frame for somebody who has limits. */
  async #fitting(assetId: string): Promise<string> {
    const fit = companionOf(assetId, 'fit')
    return (await this.#bucket.head(assetKey(fit))) === null ? assetId : fit
  }

  async #load(name: string, check?: Check): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
    const file = await this.#bucket.get(assetKey(name))
    if (file === null) throw new ProblemError('unknown_asset', `The file of ${name} is gone.`)
    const bytes = new Uint8Array(await file.arrayBuffer())
    check?.(bytes)
    return { bytes, type: file.httpMetadata?.contentType ?? '' }
  }
}
