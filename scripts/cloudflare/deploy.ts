/** @module `npm run deploy`: brings this checkout to Cloudflare, and waits until it is well there. */

import { type DeployFlags, deployCommand, deployOptions } from './deployCommand.ts'
import { deploySteps, deployTarget } from './deployTarget.ts'
import { examine } from './examine.ts'
import { runCommand, targetOf } from './runCommand.ts'
import { sayPlan } from './say.ts'

const HELP = `
It looks at everything first, as npm run doctor does, and refuses when the versions of Cloudflare's sandbox differ between
worker/package.json, the lock file and sandbox/Dockerfile. Missing keys of providers are told, not refused.
The database is migrated before the Worker is deployed, and after its build is known to be good. Typed again, it does what is
left to do.

Examples:
  npm run deploy
  npm run deploy -- --env staging
  npm run deploy -- --dry-run             everything up to the point where something would change on Cloudflare

Exit codes: 0 deployed and well · 1 failed, with the reason · 2 wrong use`

await runCommand(
  deployCommand('deploy', 'Brings this checkout to Cloudflare, and waits until it is well there.')
    .option('--skip-containers', 'deploy the Worker alone, without Docker; the container stays as it is')
    .option('--dry-run', 'stop before anything is changed on Cloudflare')
    .addHelpText('after', HELP)
    .action(async (flags: DeployFlags & { skipContainers?: boolean; dryRun?: boolean }) => {
      const target = targetOf(flags)
      const options = { ...deployOptions(flags), containers: !flags.skipContainers, dryRun: flags.dryRun === true }
      sayPlan(`Deploying ${target.worker} to Cloudflare`, ['look at everything that it needs', ...deploySteps(options)])
      await examine(target, options.containers)
      await deployTarget(target, options)
    }),
)
