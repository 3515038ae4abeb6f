import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Image } from './Image.ts'
import { parseDockerfile, type Stage } from './parseDockerfile.ts'

const TAG = 'fashion-shoot-sandbox:checked'

/** In words why sandbox/Dockerfile can't be built with Docker here; `null` when it can. */
export function whyNotDocker(root: string): string | null {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0) return 'Docker does not answer'
  const stages = readStages(root)
  const names = new Set(stages.map(({ name }) => name))
  const bases = stages.map(({ base }) => base).filter((base) => !names.has(base))
  const missing = bases.find(
    (base) => spawnSync('docker', ['image', 'inspect', base], { stdio: 'ignore' }).status !== 0,
  )
  return missing === undefined ? null : `Docker does not have ${missing}; docker pull ${missing} gets it`
}

/** Builds the image as wrangler does. Throws an Error with what Docker printed last. */
export function buildDockerImage(root: string, log: (line: string) => void): Image {
  log('docker build …')
  const dockerfile = join(root, 'sandbox/Dockerfile')
  docker(['build', '--platform', 'linux/amd64', '-t', TAG, '-f', dockerfile, root])
  const copies =
    readStages(root)
      .at(-1)
      ?.steps.filter(({ kind }) => kind === 'copy').length ?? 0
  const history = docker(['history', '--no-trunc', '--format', '{{.Size}}\t{{.CreatedBy}}', '--human=false', TAG])
  // Newest first, and the base image's own come last.
  const layers = history
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, what]) => what?.startsWith('COPY '))
    .slice(0, copies)
    .map(([bytes, what = '']) => ({ what, bytes: Number(bytes) }))
    .reverse()
  return {
    what: `Built with Docker: ${TAG}, ${megabytes(Number(docker(['image', 'inspect', '-f', '{{.Size}}', TAG])))}.`,
    folder: null,
    layers,
    command: (command, env) => {
      const [program = '', ...args] = command.split(' ')
      const settings = Object.keys(env).flatMap((name) => ['--env', name])
      return {
        program: 'docker',
        args: ['run', '--rm', '--network', 'host', ...settings, '--entrypoint', program, TAG, ...args],
        cwd: root,
        env: { ...(process.env as Record<string, string>), ...env },
      }
    },
    remove: async () => {
      docker(['image', 'rm', TAG])
    },
  }
}

function readStages(root: string): Stage[] {
  return parseDockerfile(readFileSync(join(root, 'sandbox/Dockerfile'), 'utf8'))
}

function docker(args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (status === 0) return stdout.trim()
  throw new Error(`docker ${args[0]} failed:\n${stderr.trimEnd().split('\n').slice(-30).join('\n')}`)
}

/** Decimal megabytes, as registries count. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
