import { assetKey, type JobFailure } from '@fashion-shoot/protocol'
import { deleteKeys, removeClaims } from '../files/traces.ts'
import { ProblemError } from '../problem.ts'
import type { Fal } from '../providers/fal.ts'
import { ProviderFailure } from '../providers/Provider.ts'

const frameTooLarge: JobFailure = {
  code: 'frame_too_large',
  message: 'A frame is larger than the 10 MB that the clip service takes.',
  hint: 'Make the frames again at a lower resolution. Nothing was charged.',
  retryable: false,
  charged: 'no',
}

/** The files of a session's assets, in the forms in which providers take them. */
export class AssetFiles {
  readonly #bucket: R2Bucket
  readonly #sql: SqlStorage

  constructor(bucket: R2Bucket, sql: SqlStorage) {
    this.#bucket = bucket
    this.#sql = sql
  }

  /** The asset's URL in fal's storage; it goes up once a session. */
  async uploadedUrl(assetId: string, fal: Fal): Promise<string> {
    const select = 'SELECT url FROM provider_files WHERE asset_id = ?'
    const known = this.#sql.exec<{ url: string }>(select, assetId).toArray()[0]
    if (known !== undefined) return known.url
    const file = await this.#file(assetId)
    const url = await fal.upload(new Blob([await file.arrayBuffer()], { type: file.httpMetadata?.contentType ?? '' }))
    this.#sql.exec('INSERT OR REPLACE INTO provider_files VALUES (?, ?)', assetId, url)
    return url
  }

  /** Has these assets go up again when they are needed next. */
  forgetUploads(assetIds: string[]): void {
    for (const id of assetIds) this.#sql.exec('DELETE FROM provider_files WHERE asset_id = ?', id)
  }

  /** Throws a ProviderFailure when the file has more than `limit` bytes. */
  async base64(assetId: string, limit: number): Promise<string> {
    const file = await this.#file(assetId)
    if (file.size > limit) throw new ProviderFailure(frameTooLarge)
    return new Uint8Array(await file.arrayBuffer()).toBase64()
  }

  async delete(assetIds: string[]): Promise<void> {
    const ids = [...new Set(assetIds)]
    await deleteKeys(this.#bucket, ids.map(assetKey))
    // Last: as long as a claim is there, nobody takes its upload for one that no session has.
    await removeClaims(this.#bucket, ids)
  }

  async #file(assetId: string): Promise<R2ObjectBody> {
    const file = await this.#bucket.get(assetKey(assetId))
    if (file === null) throw new ProblemError('unknown_asset', `The file of ${assetId} is gone.`)
    return file
  }
}
