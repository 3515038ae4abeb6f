import { execa } from 'execa'
import { type Finding, ok, wrong } from './Finding.ts'

/** The program that wrangler builds images with. */
const DOCKER = process.env.WRANGLER_DOCKER_BIN || 'docker'

const WITHOUT = 'After the first deploy, the Worker can be deployed alone: npm run deploy -- --skip-containers'

/** Whether Docker's engine answers, and builds as wrangler asks it to. */
export async function checkDocker(): Promise<Finding> {
  const engine = await docker(['info', '--format', '{{.ServerVersion}}'])
  if (engine === null) {
    return wrong(
      `Docker is not installed; the container's image is built with it.\nGet it from https://docs.docker.com/get-docker/. ${WITHOUT}`,
    )
  }
  if (!engine.ok) {
    return wrong(
      `Docker is installed, but its engine does not answer${engine.said}.\nStart it (Docker Desktop, or systemctl start docker). ${WITHOUT}`,
    )
  }
  const buildx = await docker(['buildx', 'version'])
  if (buildx?.ok !== true) {
    return wrong(
      `Docker ${engine.output} answers, but has no buildx, which wrangler builds with.\nInstall it (Debian and Ubuntu: docker-buildx). ${WITHOUT}`,
    )
  }
  return ok(`Docker ${engine.output} answers`)
}

/** Throws away everything that Docker keeps of earlier builds. Shows Docker's own words. True when it succeeded. */
export async function pruneBuildCache(): Promise<boolean> {
  const { exitCode } = await execa(DOCKER, ['builder', 'prune', '-a', '-f'], {
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
    reject: false,
  })
  return exitCode === 0
}

/** `null` when there is no such program. */
async function docker(args: string[]): Promise<{ ok: boolean; output: string; said: string } | null> {
  const result = await execa(DOCKER, args, { stdin: 'ignore', reject: false, timeout: 20_000 })
  if (result.code === 'ENOENT') return null
  const said = (result.stderr ?? '').trim().split('\n').at(-1)?.replace(/\.$/, '') ?? ''
  // Some versions say on standard output that no engine answers, and succeed.
  return { ok: result.exitCode === 0 && result.stdout !== '', output: result.stdout, said: said && ` (${said})` }
}
