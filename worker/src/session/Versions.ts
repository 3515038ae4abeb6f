import { type Asset, activeAsset, type SessionView, type Slot, slotFileName, slotName } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { EventLog } from './EventLog.ts'
import type { Projection } from './Projection.ts'

/** What a file from the container is, before it has an id. */
export type NewFile = Pick<
  Asset,
  'contentType' | 'bytes' | 'sha256' | 'width' | 'height' | 'durationSeconds' | 'madeFrom'
> &
  Partial<Pick<Asset, 'thumbhash'>>

/** The job that made a version, if one did, and whether the version is to count. */
type Origin = { jobId?: string | null; becomesActive?: boolean }

type Parts = { sessionId: string; log: EventLog; projection: Projection }

/** The versions in the slots of a shoot: added, never changed, and one of each slot active. */
export class Versions {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get #view(): SessionView {
    return this.#parts.log.view
  }

  /** Throws `unknown_asset`. */
  require(id: string): Asset {
    const asset = this.#view.assets[id]
    if (asset === undefined) throw new ProblemError('unknown_asset')
    return asset
  }

  /** The slot's active version, where that is this very file made from these very assets. */
  same(slot: Slot, sha256: string, madeFrom: string[]): Asset | undefined {
    const active = activeAsset(this.#view, slot)
    return active?.sha256 === sha256 && active.madeFrom.join() === madeFrom.join() ? active : undefined
  }

  /** Adds a file that the bucket holds under this asset id; unless told otherwise it is now the slot's active version. */
  add(id: string, slot: Slot, file: NewFile, { jobId = null, becomesActive = true }: Origin = {}): Asset {
    const { sessionId, log, projection } = this.#parts
    const asset: Asset = {
      id,
      sessionId,
      slot,
      version: (this.#view.slots[slot]?.versions.length ?? 0) + 1,
      role: null,
      fileName: slotFileName(slot, file.contentType),
      thumbhash: null,
      hasPreview: false,
      ...file,
      jobId,
      createdAt: new Date().toISOString(),
    }
    log.append({ type: 'asset', asset, ...(!becomesActive && { becomesActive }) })
    projection.mark('asset', id)
    return asset
  }

  /** Notes that the bucket holds a preview of an asset. Throws `unknown_asset`. */
  addPreview(assetId: string, thumbhash: string): void {
    const { log, projection } = this.#parts
    if (this.require(assetId).hasPreview) return
    log.transaction(() => {
      log.append({ type: 'preview', assetId, thumbhash })
      projection.mark('asset', assetId)
    })
  }

  /** Makes one of a slot's versions the one that counts. Throws `unknown_version`. */
  activate(slot: Slot, version: number): void {
    const { log, projection } = this.#parts
    const shown = this.#view.slots[slot]
    const id = shown?.versions.find((one) => this.#view.assets[one]?.version === version)
    if (id === undefined)
      throw new ProblemError('unknown_version', `There is no version ${version} of the ${slotName(slot)}.`)
    if (shown?.activeId === id) return
    log.append({ type: 'active_version', slot, assetId: id })
    projection.mark('session', '')
  }
}
