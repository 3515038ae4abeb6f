/** @module `npm run db:migrate` and `npm run db:init`: brings the deployment's database to what the code expects. */
import { UserError } from '../../cli/src/UserError.ts'
import { setupCommand } from './checkAccount.ts'
import { migrateDatabase } from './database.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { sayDone, sayPlan, sayStep } from './say.ts'
import { NOT_SET_UP } from './Target.ts'

const HELP = `
db:init is the same under the name for a first time. npm run deploy does it by itself. Each migration is applied once, whole or
not at all. The database of this machine (npm start) migrates itself.

To go back to how the database was before: npx wrangler d1 time-travel restore <name> --timestamp <time>, in worker/

Exit codes: 0 done · 1 failed, with the reason · 2 wrong use`

await runCommand(
  targetCommand('db:migrate', 'Brings the database of a deployment to what the code expects.')
    .addHelpText('after', HELP)
    .action(async (options: TargetOptions) => {
      const target = targetOf(options)
      const { name, id } = target.database
      if (id === NOT_SET_UP)
        throw new UserError(`The database ${name} is not set up yet.\nType ${setupCommand(target)}`)
      sayPlan(`The database ${name} on Cloudflare`, [
        'apply the migrations of worker/migrations that it has not seen, in their order',
      ])
      sayStep('Applying migrations …')
      const count = await migrateDatabase(target)
      sayDone(count === 0 ? 'It had them all.' : `${count} applied.`)
    }),
)
