import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { type Asset, assetKey, ContentType, FILE_EXTENSIONS, type Slot } from '@fashion-shoot/protocol'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import { GatewayError } from '../gateway/GatewayError.ts'

const MOUNT_MS = 20_000

type Place = {
  gateway: Pick<GatewayClient, 'fetchFile' | 'storeFile'>
  /** A folder of this session alone. */
  cacheDir: string
  /** The bucket's read-only mount, where there is one. */
  mount: string | undefined
  /** ms that a file may take from the mount before the gateway is asked for it */
  mountMs?: number
}

/** A file that a media step made, to become a version in a slot. */
export type OutputFile = {
  slot: Slot
  path: string
  contentType: ContentType
  /** px */
  width: number
  /** px */
  height: number
  /** s, of a film */
  durationSeconds?: number
  /** Base64. */
  thumbhash?: string
  /** Asset ids. */
  madeFrom: string[]
}

export type AssetStore = ReturnType<typeof createAssetStore>

/** The shoot's files: read from the mount or through the gateway, written through the gateway only. */
export function createAssetStore({ gateway, cacheDir, mount, mountMs = MOUNT_MS }: Place) {
  /** Copies a file into the cache under its name, once it is there whole. */
  async function keep(asset: Asset, file: string, source: Readable, signal: AbortSignal): Promise<void> {
    const partial = `${file}.${crypto.randomUUID()}.part`
    try {
      await pipeline(source, createWriteStream(partial), { signal })
      if ((await sha256Of(partial)) !== asset.sha256) throw damaged(asset)
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
  }

  let isMountGood = mount !== undefined

  /**
   * A mount can be stale: what cannot be read there, whole and in time, counts as not there. A whole copy also spares FFmpeg and
   * sharp a file whose every seek is a request.
   */
  async function keptFromMount(asset: Asset, file: string, signal: AbortSignal): Promise<boolean> {
    if (mount === undefined || !isMountGood) return false
    const copied = keep(asset, file, createReadStream(join(mount, assetKey(asset.id))), signal).then(
      () => true,
      () => false,
    )
    const over = new AbortController()
    const stopped = AbortSignal.any([signal, over.signal])
    const late = setTimeout(mountMs, 'late', { signal: stopped }).catch(() => 'stopped')
    const outcome = await Promise.race([copied, late])
    over.abort()
    signal.throwIfAborted()
    // A read that hangs cannot be taken back, and holds one of Node's few threads for files: so it is the last one.
    if (outcome === 'late') isMountGood = false
    return outcome === true
  }

  return {
    /**
     * A local path of the asset's file, to read only. Throws a GatewayError when it can't be had whole.
     */
    async localFile(asset: Asset, signal: AbortSignal): Promise<string> {
      const cached = join(cacheDir, `${asset.id}.${FILE_EXTENSIONS[asset.contentType]}`)
      if (await hasSize(cached, asset.bytes)) return cached
      if (await keptFromMount(asset, cached, signal)) return cached
      await keep(asset, cached, Readable.fromWeb(await gateway.fetchFile(asset.id, signal)), signal)
      return cached
    },

    /** Makes the file the active version of its slot, and resolves when the bucket has confirmed it. Throws a GatewayError. */
    async store({ path, ...params }: OutputFile, signal: AbortSignal): Promise<Asset> {
      const bytes = await readFile(path)
      return gateway.storeFile({ ...params, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }, signal)
    },
  }
}

/** The content type of a file that a media step wrote, by its name. Throws a RangeError for one that the shoot does not keep. */
export function contentTypeOf(path: string): ContentType {
  const found = ContentType.options.find((type) => `.${FILE_EXTENSIONS[type]}` === extname(path))
  if (found === undefined) throw new RangeError(`${path} is no picture or film.`)
  return found
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() === true && found.size === bytes
}

async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

function damaged(asset: Asset): GatewayError {
  return new GatewayError(
    'file_incomplete',
    `The file of ${asset.slot ?? asset.fileName} did not arrive whole.`,
    'The stored file is untouched. Call this tool again.',
  )
}
