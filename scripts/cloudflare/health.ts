/** @module `npm run health <address>`: how a studio is, part by part. */
import { UserError } from '../../cli/src/UserError.ts'
import { sayFinding } from './Finding.ts'
import { describeHealth, readHealth } from './readHealth.ts'
import { command, runCommand } from './runCommand.ts'
import { say } from './say.ts'

const HELP = `
Example:
  npm run health https://fashion-shoot-agent.example.workers.dev

Exit codes: 0 all parts are well · 1 one is not, or the address does not answer · 2 wrong use`

await runCommand(
  command('health', 'Asks a studio how it is, and says it part by part.')
    .argument('<address>', 'of the studio; on this machine http://127.0.0.1:8787')
    .addHelpText('after', HELP)
    .action(async (address: string) => {
      if (!URL.canParse(/^https?:/.test(address) ? address : `https://${address}`)) {
        throw new UserError(`"${address}" is no address. Give one such as https://studio.example`, 2)
      }
      const reading = await readHealth(address)
      if ('problem' in reading) throw new UserError(`${reading.problem}.\nIs the address right? Else: npm run logs`)
      const { health } = reading
      say(`Version ${health.version}`)
      for (const finding of describeHealth(health)) sayFinding(finding)
      if (!health.ok) throw new UserError('Not all is well; see above. Keys are set with npm run setup:cloudflare.')
    }),
)
