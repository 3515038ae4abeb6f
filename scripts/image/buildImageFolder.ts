import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { copyIntoTree } from './copyIntoTree.ts'
import { dockerIgnore } from './dockerIgnore.ts'
import { outsideOf } from './outsideOf.ts'
import { parseDockerfile, type Stage, type Step } from './parseDockerfile.ts'

export type ImageFolder = {
  /** What the last stage adds to its base, as a tree: `/workspace` of the image is `<tree>/workspace`. */
  tree: string
  /** The image's settings; paths in them are the image's. */
  env: Record<string, string>
  /** The image's working folder. */
  workdir: string
  ports: number[]
  /** What the last stage copies, in order. */
  layers: { what: string; bytes: number }[]
  /** Commands that need the image's own system, and so were not run. */
  leftOut: string[]
}

/**
 * Does what sandbox/Dockerfile says without Docker: each stage is a tree in `folder`, COPY copies between them and from the
 * checkout, RUN runs. This machine stands in for the base images, so `apt-get` is left out: its programs must be here already.
 *
 * @param root the checkout
 * @param folder an empty one
 * @param log gets each step before it is done, and what commands print
 * @throws Error that names the step that failed
 */
export async function buildImageFolder(
  root: string,
  folder: string,
  log: (line: string) => void,
): Promise<ImageFolder> {
  const stages = parseDockerfile(await readFile(join(root, 'sandbox/Dockerfile'), 'utf8'))
  const isIgnored = dockerIgnore(await readFile(join(root, '.dockerignore'), 'utf8'))
  const trees = new Map<string, string>()
  const leftOut: string[] = []
  let last: Omit<ImageFolder, 'leftOut'> | undefined

  const copy = async (step: Extract<Step, { kind: 'copy' }>, tree: string, workdir: string): Promise<number> => {
    const from = step.from === null ? root : trees.get(step.from)
    if (from === undefined) throw new Error(`there is no stage ${step.from}`)
    return await copyIntoTree({
      sources: step.sources.map((source) => join(from, source)),
      to: join(tree, resolve(workdir, step.to)) + (step.to.endsWith('/') ? '/' : ''),
      ...(step.from === null && { isLeftOut: (path: string) => isIgnored(relative(root, path)) }),
    })
  }

  const runStage = async (stage: Stage): Promise<Omit<ImageFolder, 'leftOut'>> => {
    if (trees.has(stage.base) && stage.steps.length > 0 && !isBare(stages, stage.base)) {
      throw new Error(`the stage ${stage.base}, which has steps of its own, is taken as a base`)
    }
    const tree = join(folder, stage.name ?? 'image')
    await mkdir(join(tree, 'root'), { recursive: true })
    const built: Omit<ImageFolder, 'leftOut'> = { tree, env: {}, workdir: '/', ports: [], layers: [] }
    for (const step of stage.steps) {
      log(`${stage.name ?? 'image'}: ${describe(step)}`)
      if (step.kind === 'workdir') {
        built.workdir = resolve(built.workdir, step.path)
        await mkdir(join(tree, built.workdir), { recursive: true })
      } else if (step.kind === 'env') Object.assign(built.env, step.values)
      else if (step.kind === 'expose') built.ports.push(step.port)
      else if (step.kind === 'copy') {
        built.layers.push({ what: describe(step), bytes: await copy(step, tree, built.workdir) })
      } else if (step.command.startsWith('apt-get ')) leftOut.push(step.command)
      else await runCommand(step.command, { root, tree, workdir: built.workdir, log })
    }
    if (stage.name !== null) trees.set(stage.name, tree)
    return built
  }

  for (const stage of stages) last = await runStage(stage)
  if (last === undefined) throw new Error('sandbox/Dockerfile has no stage.')
  return { ...last, leftOut }
}

/** Whether a stage only names an image. */
function isBare(stages: Stage[], name: string): boolean {
  return stages.find((stage) => stage.name === name)?.steps.length === 0
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'workdir':
      return `WORKDIR ${step.path}`
    case 'env':
      return `ENV ${Object.keys(step.values).join(' ')}`
    case 'expose':
      return `EXPOSE ${step.port}`
    case 'copy':
      return `COPY ${step.from === null ? '' : `--from=${step.from} `}${step.sources.join(' ')} ${step.to}`
    case 'run':
      return `RUN ${step.command}`
  }
}

/** How npm reaches its registry from this machine, and where it keeps what it has had from there. */
const PASSED_ON = /^(https?_proxy|no_proxy|npm_config_(cache|registry|cafile)|node_extra_ca_certs|ssl_cert_file)$/i

type Place = { root: string; tree: string; workdir: string; log: (line: string) => void }

async function runCommand(command: string, { root, tree, workdir, log }: Place): Promise<void> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name))
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: join(tree, workdir),
    env: {
      npm_config_cache: join(process.env.HOME ?? '/root', '.npm'),
      ...Object.fromEntries(passed),
      PATH: `${join(tree, 'usr/local/bin')}:${outsideOf(root, process.env.PATH ?? '')}`,
      HOME: join(tree, 'root'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const [code, signal] = await once(child, 'close')
  for (const line of said.trimEnd().split('\n')) log(`  ${line}`)
  if (code !== 0) throw new Error(`RUN ${command} ended with ${signal ?? code}:\n${said}`)
}
