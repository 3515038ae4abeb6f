import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export type SandboxVersions = {
  /** What `worker/package.json` asks for: an exact version, or a range as it is written there. */
  package: string
  /** What the lock file installs. */
  lock: string
  /** The tag of the base image that the container is built on. */
  image: string
}

const PACKAGE = '@cloudflare/sandbox'
const IMAGE = /^FROM\s+(?:--platform=\S+\s+)?docker\.io\/cloudflare\/sandbox:([^\s@]+)/gim

const Manifest = z.object({ dependencies: z.object({ [PACKAGE]: z.string() }) })
const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

/**
 * The versions of Cloudflare's sandbox in the three places that have to agree: the Worker's half of it talks to the half in the
 * image by a protocol of their own, and a mismatch shows only at run time, as a line in the log.
 *
 * @param root folder of the checkout
 * @throws Error when one of the three can't be told
 */
export function readSandboxVersions(root: string): SandboxVersions {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const { dependencies } = Manifest.parse(JSON.parse(read('worker/package.json')))
  const { packages } = Lock.parse(JSON.parse(read('package-lock.json')))
  // The workspace's own copy comes before the shared one, as it does when Node looks for it.
  const lock = (packages[`worker/node_modules/${PACKAGE}`] ?? packages[`node_modules/${PACKAGE}`])?.version
  if (lock === undefined) throw new Error(`package-lock.json does not hold ${PACKAGE}. Type: npm install`)
  const tags = new Set([...read('sandbox/Dockerfile').matchAll(IMAGE)].map(([, tag]) => tag))
  const [image] = tags
  if (image === undefined)
    throw new Error('sandbox/Dockerfile builds on no image docker.io/cloudflare/sandbox:<version>.')
  if (tags.size > 1)
    throw new Error(`sandbox/Dockerfile names several versions of the sandbox: ${[...tags].join(', ')}.`)
  return { package: dependencies[PACKAGE], lock, image }
}
