import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { z } from 'zod'
import { readSandboxVersions } from '../sandboxVersions.ts'
import { type Finding, ok, warning, wrong } from './Finding.ts'

const OLDEST_NODE = 24

/** Whether the Node that runs this is new enough; npm's scripts run the project's own. */
export function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return major >= OLDEST_NODE
    ? ok(`Node ${process.versions.node}`)
    : wrong(
        `Node ${process.versions.node} runs this, and ${OLDEST_NODE} is needed.\nStart it as npm run …, after npm ci.`,
      )
}

/**
 * Whether the sandbox package and the base image of the container are of one exact version: the two halves speak a protocol of
 * their own, and nothing else would tell before the first shoot fails.
 */
export function checkVersions(root: string): Finding {
  try {
    const { package: asked, lock, image } = readSandboxVersions(root)
    if (/^\d+\.\d+\.\d+$/.test(asked) && asked === lock && asked === image) return ok(`Sandbox ${asked} on both sides`)
    return wrong(
      `The versions of Cloudflare's sandbox differ: worker/package.json asks for ${asked}, package-lock.json installs ${lock}, ` +
        `sandbox/Dockerfile builds on ${image}.\n` +
        'Write one exact version in worker/package.json and sandbox/Dockerfile, and type npm install.',
    )
  } catch (error) {
    return wrong(`The version of Cloudflare's sandbox can't be told: ${(error as Error).message}`)
  }
}

/** Whether the base image's own server is left to start: a CMD or ENTRYPOINT of ours would start instead of it. */
export function checkDockerfile(root: string): Finding {
  const text = readFileSync(join(root, 'sandbox/Dockerfile'), 'utf8')
  const instruction = /^\s*(CMD|ENTRYPOINT)\b/im.exec(text)
  if (instruction === null) return ok('The Dockerfile leaves the server of its base image to start')
  const line = text.slice(0, instruction.index + instruction[0].length).split('\n').length
  return wrong(
    `sandbox/Dockerfile has ${instruction[1]} in line ${line}: the base image's server would not start, and no shoot could reach its container.\n` +
      'Take it out.',
  )
}

const NpmList = z.object({ problems: z.array(z.string()).default([]) })

/** Whether the lock file installs what the manifests ask for, as `npm ci` insists when the image is built. Asks no registry. */
export async function checkLockFile(folder: string, name: string, mend: string): Promise<Finding> {
  const { exitCode, stdout } = await execa('npm', ['ls', '--package-lock-only', '--all', '--json'], {
    cwd: folder,
    stdin: 'ignore',
    reject: false,
  })
  if (exitCode === 0) return ok(`${name} agrees with the manifests`)
  const [problem = ''] = NpmList.parse(JSON.parse(stdout || '{}')).problems
  return wrong(`${name} does not agree with the manifests (${problem}).\nType ${mend}, and commit what it changes.`)
}

/** Which commit is deployed. */
export async function checkGit(root: string): Promise<Finding> {
  const git = (...args: string[]) => execa('git', args, { cwd: root, stdin: 'ignore', reject: false })
  const [commit, changes] = await Promise.all([git('log', '-1', '--format=%h %s'), git('status', '--porcelain')])
  if (commit.exitCode !== 0)
    return warning('This folder is no checkout of git, so nothing will tell later what was deployed.')
  const count = (changes.stdout ?? '').split('\n').filter(Boolean).length
  if (count === 0) return ok(`Commit ${commit.stdout}`)
  return warning(`Commit ${commit.stdout}, and ${count} changed file${count === 1 ? '' : 's'} that no commit holds`)
}
