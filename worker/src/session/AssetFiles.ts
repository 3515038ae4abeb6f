import { assetKey } from '@fashion-shoot/protocol'
import { deleteKeys, removeClaims } from '../files/traces.ts'
import { ProblemError } from '../problem.ts'
import type { Fal } from '../providers/fal.ts'

/** Throws where a file is none that its receiver takes. */
type Check = (bytes: Uint8Array) => void

/** The files of a session's assets, in the forms in which providers take them. */
export class AssetFiles {
  readonly #bucket: R2Bucket
  readonly #sql: SqlStorage

  constructor(bucket: R2Bucket, sql: SqlStorage) {
    this.#bucket = bucket
    this.#sql = sql
  }

  /** The asset's URL in fal's storage; it goes up once a session. */
  async uploadedUrl(assetId: string, fal: Fal, check?: Check): Promise<string> {
    const select = 'SELECT url FROM provider_files WHERE asset_id = ?'
    const known = this.#sql.exec<{ url: string }>(select, assetId).toArray()[0]
    if (known !== undefined) return known.url
    const { bytes, type } = await this.#load(assetId, check)
    const url = await fal.upload(new Blob([bytes], { type }))
    this.#sql.exec('INSERT OR REPLACE INTO provider_files VALUES (?, ?)', assetId, url)
    return url
  }

  /** Has these assets go up again when they are needed next. */
  forgetUploads(assetIds: string[]): void {
    for (const id of assetIds) this.#sql.exec('DELETE FROM provider_files WHERE asset_id = ?', id)
  }

  async base64(assetId: string, check: Check): Promise<string> {
    return (await this.#load(assetId, check)).bytes.toBase64()
  }

  async delete(assetIds: string[]): Promise<void> {
    const ids = [...new Set(assetIds)]
    await deleteKeys(this.#bucket, ids.map(assetKey))
    // Last: as long as a claim is there, nobody takes its upload for one that no session has.
    await removeClaims(this.#bucket, ids)
  }

  async #load(assetId: string, check?: Check): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
    const file = await this.#bucket.get(assetKey(assetId))
    if (file === null) throw new ProblemError('unknown_asset', `The file of ${assetId} is gone.`)
    const bytes = new Uint8Array(await file.arrayBuffer())
    check?.(bytes)
    return { bytes, type: file.httpMetadata?.contentType ?? '' }
  }
}
