import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { listApplications } from './applications.ts'
import { migrateDatabase } from './database.ts'
import { say, sayDone, sayStep } from './say.ts'
import type { Target } from './Target.ts'
import { waitForHealth } from './waitForHealth.ts'
import { wranglerMust } from './wrangler.ts'

export type DeployOptions = {
  /** Build and roll out the container too; without it, the one that runs stays as it is. */
  containers: boolean
  /** Stop before anything is changed on Cloudflare. */
  dryRun: boolean
  /** Where to ask for health; by default the address that wrangler names. */
  url: string | undefined
  /** Seconds to wait for the deployment to be well. */
  waitS: number
  /** What else to do at the last moment, when the build is known to be good and the database is migrated. */
  beforehand?: () => Promise<void>
  /** What to say when the deploy fails after that, instead of what is true without it. */
  afterwards?: string
}

/** The steps that `deployTarget` takes, in words; `beforehand` is what its option of that name does. */
export function deploySteps(
  { containers, dryRun }: Pick<DeployOptions, 'containers' | 'dryRun'>,
  beforehand: string[] = [],
): string[] {
  const image = containers ? ', with the image of the container' : ''
  return [
    'build what has changed',
    `try the deploy without uploading${image}`,
    ...(dryRun
      ? []
      : [
          'apply the migrations that the database has not seen',
          ...beforehand,
          `upload and deploy the Worker${image}`,
          'ask it how it is',
        ]),
  ]
}

/**
 * Deploys what `examine` found to be in order. The database is migrated before the Worker that needs it, and after its build is known to be good: a migration only adds,
 * so the Worker that is deployed so far goes on working with it, also when the deploy then fails or is rolled back.
 *
 * @throws UserError that says which step failed, what was kept, and what to do
 */
export async function deployTarget(target: Target, options: DeployOptions): Promise<void> {
  const { containers, dryRun, url, waitS, beforehand, afterwards = WORKER_STAYS } = options
  const rollout = containers ? [] : ['--containers-rollout=none']
  if (!containers && !dryRun) await requireContainer(target)
  sayStep('Building …')
  await build()
  sayStep(`Trying the deploy without uploading${containers ? '; the image of the container is built' : ''} …`)
  await wranglerMust(target, ['deploy', '--dry-run', ...rollout], {
    // A long build of the image shows that it goes on.
    live: containers,
    failed: 'The deploy would fail.',
    next: 'Nothing was changed on Cloudflare. Mend what wrangler says, then type the same command again.',
  })
  sayDone('It would go well')
  if (dryRun) return
  sayStep('Applying migrations …')
  const count = await migrateDatabase(target)
  sayDone(count === 0 ? 'The database had them all' : `${count} migration${count === 1 ? '' : 's'} applied`)
  await beforehand?.()
  sayStep('Deploying …')
  const address = await upload(target, rollout, afterwards)
  sayDone(`Deployed${address ? `: ${address}` : ''}`)
  const asked = url ?? address
  if (asked === undefined) {
    say('It has no address of its own that could be asked how it is: npm run health <address>')
    return
  }
  sayStep(`Asking ${asked} how it is …`)
  await waitForHealth(asked, waitS)
}

/** Without a container application there is nothing that could stay as it is: no turn would ever begin. */
async function requireContainer(target: Target): Promise<void> {
  if ((await listApplications(target)).length > 0) return
  throw new UserError(
    'This deployment has no container yet, so the director would have nowhere to work. Nothing was changed on Cloudflare.\n' +
      'Deploy once with Docker: npm run deploy. After that the Worker can be deployed alone.',
  )
}

async function build(): Promise<void> {
  const program = join(import.meta.dirname, '../build.ts')
  const { exitCode } = await execa(process.execPath, [program, 'worker', 'studio', 'sandbox'], {
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
    reject: false,
  })
  if (exitCode !== 0) throw new UserError('The build failed; the reason is above. Nothing was changed on Cloudflare.')
}

const WORKER_STAYS =
  'The database is migrated; a Worker that was deployed before goes on working with it.\n' +
  'Mend what wrangler says, then type the same command again. To go back to the Worker before: npx wrangler rollback, in worker/'

const Deployed = z.object({ type: z.literal('deploy'), targets: z.array(z.string()) })

/** Deploys for good. Returns the address, where it has one. Wrangler may ask here, for a workers.dev address at first. */
async function upload(target: Target, rollout: string[], next: string): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  const output = join(folder, 'wrangler.ndjson')
  try {
    await wranglerMust(target, ['deploy', ...rollout], {
      live: true,
      env: { WRANGLER_OUTPUT_FILE_PATH: output },
      failed: 'The deploy failed; the reason is above.',
      next,
    })
    const lines = readFileSync(output, 'utf8').trim().split('\n')
    const deployed = lines.map((line) => Deployed.safeParse(JSON.parse(line)).data).find((entry) => entry !== undefined)
    // A route or a custom domain comes as a pattern, perhaps with a remark behind it.
    const host = deployed?.targets.map((name) => name.split(' ')[0] ?? '').find((name) => !name.includes('*'))
    return host && (host.startsWith('http') ? host : `https://${host}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
