import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Asset, PREVIEW } from '@fashion-shoot/protocol'
import type { GatewayClient, Preview } from '../gateway/createGatewayClient.ts'
import type { AssetStore } from '../storage/createAssetStore.ts'
import { isMediaError } from './isMediaError.ts'
import { machineError } from './machineError.ts'
import { withFolder } from './withFolder.ts'

/** ms that one preview may take, with the file on its way here and the picture on its way back */
const TIMEOUT_MS = 120_000
/** px, the smallest width that the media engine makes */
const SMALLEST_WIDTH = 16

type File = Pick<Asset, 'contentType' | 'width' | 'height'>
type Parts = {
  gateway: Pick<GatewayClient, 'readShoot' | 'storePreview'>
  store: Pick<AssetStore, 'localFile'>
}

/**
 * The small pictures by which the page shows the shoot. They are made beside the work of the tools, one at a time, and never stop it:
 * one that fails is logged and left, and tried again the next time that somebody catches up.
 */
export class Previews {
  readonly #parts: Parts
  /** Ids of assets of which one was made here, is about to be, or cannot be made. */
  readonly #taken = new Set<string>()
  #line: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Has previews made of all that the shoot has none of. */
  catchUp(): void {
    const { gateway, store } = this.#parts
    this.#queue('the shoot', async (signal) => {
      const { references, slots } = await gateway.readShoot(signal)
      for (const asset of [...references, ...slots.flatMap(({ versions }) => versions)]) {
        this.#queueFor(asset, async (own) => {
          const path = await store.localFile(asset, own)
          await gateway.storePreview(asset.id, await makePreview(path, asset, own), own)
        })
      }
    })
  }

  /** The preview of a file that is about to become an asset; null where none can be made. Throws the signal's reason once it has fired. */
  async of(path: string, file: File, signal: AbortSignal): Promise<Preview | null> {
    return await makePreview(path, file, signal).catch((error: unknown) => {
      signal.throwIfAborted()
      logFailure(path, error)
      return null
    })
  }

  /** Has the preview sent that was made of this asset's file. */
  send(asset: Asset, preview: Preview): void {
    this.#queueFor(asset, (signal) => this.#parts.gateway.storePreview(asset.id, preview, signal))
  }

  /** Resolves when there is nothing left to do. */
  async settled(): Promise<void> {
    for (let line: Promise<void> | null = null; line !== this.#line; ) {
      line = this.#line
      await line
    }
  }

  #queueFor({ id, hasPreview }: Asset, work: (signal: AbortSignal) => Promise<void>): void {
    if (hasPreview || this.#taken.has(id)) return
    this.#taken.add(id)
    this.#queue(id, async (signal) => {
      try {
        await work(signal)
      } catch (error) {
        if (!isHopeless(error)) this.#taken.delete(id)
        throw error
      }
    })
  }

  #queue(what: string, work: (signal: AbortSignal) => Promise<void>): void {
    this.#line = this.#line
      .then(() => work(AbortSignal.timeout(TIMEOUT_MS)))
      .catch((error: unknown) => logFailure(what, error))
  }
}

/** True for a file that shows nothing, however often one looks. */
function isHopeless(error: unknown): boolean {
  return isMediaError(error) && machineError(error) === null
}

function logFailure(what: string, error: unknown): void {
  console.error(`No preview was made of ${what}:`, error)
}

async function makePreview(path: string, { contentType, width, height }: File, signal: AbortSignal): Promise<Preview> {
  const { previewClip, previewImage } = await import('@fashion-shoot/media')
  const make = contentType === 'video/mp4' ? previewClip : previewImage
  const share = Math.min(1, PREVIEW.side / Math.max(width, height))
  return await withFolder(async (folder) => {
    const out = join(folder, 'preview.webp')
    const { thumbHash } = await make({
      file: path,
      out,
      width: Math.max(SMALLEST_WIDTH, Math.round(width * share)),
      signal,
    })
    return { bytes: await readFile(out), thumbhash: thumbHash }
  })
}
