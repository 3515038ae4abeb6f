import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Asset, assetKey, ContentType, FILE_EXTENSIONS, type Slot } from '@fashion-shoot/protocol'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import { GatewayError } from '../gateway/GatewayError.ts'

type Place = {
  gateway: Pick<GatewayClient, 'fetchFile' | 'storeFile'>
  /** A folder of this session alone. */
  cacheDir: string
  /** The bucket's read-only mount, where there is one. */
  mount: string | undefined
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
  /** Asset ids. */
  madeFrom: string[]
}

export type AssetStore = ReturnType<typeof createAssetStore>

/** The shoot's files: read from the mount or through the gateway, written through the gateway only. */
export function createAssetStore({ gateway, cacheDir, mount }: Place) {
  async function download(asset: Asset, file: string, signal: AbortSignal): Promise<void> {
    const partial = `${file}.${crypto.randomUUID()}.part`
    try {
      await pipeline(Readable.fromWeb(await gateway.fetchFile(asset.id, signal)), createWriteStream(partial), {
        signal,
      })
      if ((await sha256Of(partial)) !== asset.sha256) throw damaged(asset)
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
  }

  return {
    /**
     * A local path of the asset's file, to read only. Throws a GatewayError when it can't be had whole.
     */
    async localFile(asset: Asset, signal: AbortSignal): Promise<string> {
      if (mount !== undefined) {
        const mounted = join(mount, assetKey(asset.id))
        if (await hasSize(mounted, asset.bytes)) return mounted
      }
      const cached = join(cacheDir, `${asset.id}.${FILE_EXTENSIONS[asset.contentType]}`)
      if (!(await hasSize(cached, asset.bytes))) await download(asset, cached, signal)
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
