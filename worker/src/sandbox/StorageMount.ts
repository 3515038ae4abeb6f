import { withTimeLimit } from '../withTimeLimit.ts'
import type { BucketMount, SandboxStub } from './SandboxStub.ts'

/** Where the bucket is mounted; sandbox/Dockerfile makes the folder. */
const PATH = '/storage'
/** The object that a live mount can read. */
export const MARK = { key: 'mount-mark.txt', text: 'fashion-shoot storage' } as const
const LOOK_MS = 10_000
const MOUNT_MS = 30_000

export type MountState = { mounted: true } | { mounted: false; reason: string }

/**
 * The bucket's read-only mount in a session's container. It only saves reads a way: a file that cannot be read there comes through
 * the gateway, and nothing is ever written through it, because such a write can report success and be lost.
 */
export class StorageMount {
  readonly #sandbox: () => SandboxStub
  readonly #bucket: R2Bucket
  readonly #mount: BucketMount | null
  #ensuring: Promise<MountState> | null = null

  /** @param mount null where the owner wants none */
  constructor(sandbox: () => SandboxStub, bucket: R2Bucket, mount: BucketMount | null) {
    this.#sandbox = sandbox
    this.#bucket = bucket
    this.#mount = mount
  }

  /** Mounts the bucket unless it is mounted and alive. Never throws: without the mount everything works through the gateway. */
  async ensure(): Promise<MountState> {
    // One at a time: a second that found nothing either would take down what the first has just made.
    this.#ensuring ??= this.#make().finally(() => {
      this.#ensuring = null
    })
    return await this.#ensuring
  }

  async #make(): Promise<MountState> {
    if (this.#mount === null) return { mounted: false, reason: 'MOUNT_STORAGE is off.' }
    try {
      await this.#mark()
      // A second mountBucket on a path throws, and its clean-up takes the first mount down: so look before.
      if (await this.#isAlive()) return { mounted: true }
      await this.#clear()
      const { bucket, options } = this.#mount
      await withTimeLimit(MOUNT_MS, 'Mounting the bucket', this.#sandbox().mountBucket(bucket, PATH, options))
      if (await this.#isAlive()) return { mounted: true }
      return { mounted: false, reason: 'The bucket was mounted, but its files cannot be read there.' }
    } catch (error) {
      return { mounted: false, reason: error instanceof Error ? error.message : String(error) }
    }
  }

  /** A folder that is there proves nothing: after a restart of the Sandbox object a mount may be left that no longer reads. */
  async #isAlive(): Promise<boolean> {
    const { exitCode, stdout } = await this.#exec(`mountpoint -q ${PATH} && timeout 5 cat ${PATH}/${MARK.key}`)
    return exitCode === 0 && stdout === MARK.text
  }

  /** Takes away what is left of an earlier mount, in the container and in the package's own books; else the new one fails. */
  async #clear(): Promise<void> {
    await withTimeLimit(LOOK_MS, 'Unmounting', this.#sandbox().unmountBucket(PATH)).catch(() => {})
    await this.#exec(`! mountpoint -q ${PATH} || fusermount -u -z ${PATH}`)
  }

  async #exec(command: string): Promise<{ exitCode: number; stdout: string }> {
    return await withTimeLimit(2 * LOOK_MS, 'A look at the mount', this.#sandbox().exec(command, { timeout: LOOK_MS }))
  }

  async #mark(): Promise<void> {
    if ((await this.#bucket.head(MARK.key)) === null) await this.#bucket.put(MARK.key, MARK.text)
  }
}
