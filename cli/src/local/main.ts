/** @module `npm start`: everything on this machine, one URL. Ctrl-C ends it. */
import { join } from 'node:path'
import { UserError } from '../UserError.ts'
import { describeDemo } from './describeDemo.ts'
import { ensureFfmpeg } from './ensureFfmpeg.ts'
import { repoRoot } from './repoRoot.ts'
import { startLocal } from './startLocal.ts'

try {
  await ensureFfmpeg()
  const local = await startLocal({ env: process.env, varsFile: join(repoRoot(), '.dev.vars') })
  const end = (signal: NodeJS.Signals) => {
    process.stdout.write(`\nStopping (${signal}) …\n`)
    void local.stop().then(() => process.exit(0))
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  process.once('SIGHUP', end)
  process.stdout.write(`Studio: ${local.url}\n${describeDemo(local.demoParts)}\nCtrl-C ends it. Shoots are kept.\n`)
  process.stderr.write(`${await local.failed}\n`)
  process.exit(1)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
