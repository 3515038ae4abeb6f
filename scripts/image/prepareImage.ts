import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildImageFolder, type ImageFolder } from './buildImageFolder.ts'
import { buildDockerImage, whyNotDocker } from './dockerImage.ts'
import type { Command, Image } from './Image.ts'

/**
 * Builds sandbox/Dockerfile: with Docker where it answers and has the base images, otherwise in a folder (buildImageFolder).
 *
 * @param root the checkout
 * @throws Error that names the step that failed; nothing is left behind
 */
export async function prepareImage(root: string, log: (line: string) => void): Promise<Image> {
  const reason = await whyNotDocker(root)
  if (reason === null) return await buildDockerImage(root, log)
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`The image is for linux/amd64; on other machines this needs Docker. ${reason}`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-image-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const built = await buildImageFolder(root, folder, log)
    return {
      what: `NOT built with Docker (${reason}): the Dockerfile's own steps were run in a clean folder instead.`,
      folder: built,
      layers: built.layers,
      command: (command, env) => inFolder(built, command, env),
      remove,
    }
  } catch (error) {
    await remove()
    throw error
  }
}

const BASE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function inFolder(
  { tree, env: settings, workdir }: ImageFolder,
  command: string,
  env: Record<string, string>,
): Command {
  const placed = (value: string) => (value.startsWith('/') ? join(tree, value) : value)
  const [program = '', ...args] = command.split(' ')
  return {
    program: join(tree, 'usr/local/bin', program),
    args: args.map(placed),
    cwd: join(tree, workdir),
    env: {
      PATH: `${join(tree, 'usr/local/bin')}:${BASE_PATH}`,
      ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, placed(value)])),
      ...env,
    },
  }
}
