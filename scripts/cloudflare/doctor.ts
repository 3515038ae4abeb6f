/** @module `npm run doctor`: looks at everything that a deploy needs, and changes nothing. */
import { examine } from './examine.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { say } from './say.ts'

const HELP = `
It looks at Node, the versions of the sandbox, the Dockerfile, the lock files, git, Docker, the login to Cloudflare, the
database and the secrets. It changes nothing.

Exit codes: 0 ready to deploy · 1 something is to be mended, with what to do · 2 wrong use`

await runCommand(
  targetCommand('doctor', 'Looks at everything that a deploy needs.')
    .option('--skip-containers', 'leave Docker out: for a deploy of the Worker alone')
    .addHelpText('after', HELP)
    .action(async ({ skipContainers, ...options }: TargetOptions & { skipContainers?: boolean }) => {
      await examine(targetOf(options), !skipContainers)
      say('Ready to deploy.')
    }),
)
