/** @module `npm run logs`: what the deployed Worker writes, as it comes. */
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { say } from './say.ts'
import { wranglerMust } from './wrangler.ts'

const HELP = `
What follows -- goes on to wrangler tail: --status error, --search <text>, --format json, --sampling-rate 0.1 …

Examples:
  npm run logs
  npm run logs -- --env staging -- --status error
Ctrl-C ends it. Logs of the last days: the Cloudflare dashboard, Workers, Observability.`

await runCommand(
  targetCommand('logs', 'Shows what the deployed Worker writes, as it comes.')
    .argument('[filters...]', 'filters of wrangler tail')
    .addHelpText('after', HELP)
    .action(async (filters: string[], options: TargetOptions) => {
      const target = targetOf(options)
      const format = filters.some((filter) => filter.startsWith('--format')) ? [] : ['--format=pretty']
      say(`Logs of ${target.worker}; Ctrl-C ends them.`)
      await wranglerMust(target, ['tail', ...format, ...filters], {
        live: true,
        failed: `The logs of ${target.worker} can't be read; the reason is above.`,
        next: 'Is it deployed? npm run doctor looks at login and account.',
      })
    }),
)
