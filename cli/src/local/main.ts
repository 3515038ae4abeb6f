/** @module `npm start`: everything on this machine, one URL. Ctrl-C ends it. */
import { join } from 'node:path'
import { UserError } from '../UserError.ts'
import { ensureFfmpeg } from './ensureFfmpeg.ts'
import { repoRoot } from './repoRoot.ts'
import { startLocal } from './startLocal.ts'
import { whenOrphaned } from './whenOrphaned.ts'

const { env } = process

try {
  await ensureFfmpeg({ env })
  const log = (message: string) => void process.stderr.write(`${message}\n`)
  const local = await startLocal({ env, varsFile: join(repoRoot(), '.dev.vars'), log })
  const end = (reason: string) => {
    process.stdout.write(`\nStopping (${reason}) …\n`)
    void local.stop().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end)
  // Without npm, a shell that ends (nohup, disown) means no harm.
  if (env.npm_lifecycle_event === 'start') whenOrphaned(() => end('npm has ended'))
  process.stdout.write(`Studio: ${local.url}\n${local.demoWords}\nCtrl-C ends it. Shoots are kept.\n`)
  process.stderr.write(`${await local.failed}\n`)
  process.exit(1)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
