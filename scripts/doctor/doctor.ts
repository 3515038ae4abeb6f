/** @module `npm run doctor`: looks whether everything is in order, on this machine and for a deploy, and changes nothing. */
import { join } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'
import { type Finding, sayFinding } from '../cloudflare/Finding.ts'
import { runChecks } from '../cloudflare/runChecks.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from '../cloudflare/runCommand.ts'
import { say, sayHeading } from '../cloudflare/say.ts'
import { examinations } from './examinations.ts'

type Options = TargetOptions & {
  live?: boolean
  deploy?: boolean
  skipContainers?: boolean
  url?: string
  json?: boolean
}

const HELP = `
It looks at this machine (Node, packages, FFmpeg, sharp, versions that have to agree), at the settings of the environment and of
.dev.vars, and, where this checkout is set up for Cloudflare, at all that a deploy needs. It changes nothing, and never tells
a key or a part of one. With --live it also calls every provider whose key is set, once and for nothing, and asks
the studio of this machine, and the deployed one, how their database and storage are.

Examples:
  npm run doctor
  npm run doctor -- --live
  npm run doctor -- --env staging --live --url https://fashion-shoot-agent-staging.example.workers.dev

Exit codes: 0 all is in order · 1 something is to be mended, with what to do · 2 wrong use`

await runCommand(
  targetCommand('doctor', 'Looks whether everything is in order, here and for a deploy.')
    .option('--live', 'call the providers too, for nothing, and ask studios how they are')
    .option('--url <address>', 'with --live: of the deployed studio; by default what PUBLIC_URL says')
    .option('--deploy', 'look at what a deploy needs, also when nothing is set up for it')
    .option('--skip-containers', 'leave Docker out: for a deploy of the Worker alone')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', HELP)
    .action(examine),
)

async function examine({ live, deploy, skipContainers, url, json, ...options }: Options): Promise<void> {
  if (url !== undefined && !URL.canParse(url)) {
    throw new UserError(`"${url}" is no address. Give one such as https://studio.example`, 2)
  }
  const target = targetOf(options)
  const found: (Finding & { about: string })[] = []
  let wrong = 0
  const all = examinations({
    target,
    env: process.env,
    varsFile: join(target.root, '.dev.vars'),
    live: live === true,
    deploy: deploy === true,
    containers: skipContainers !== true,
    url,
  })
  for (const [about, checks] of all) {
    if (!json) sayHeading(about)
    wrong += await runChecks(checks, (finding) => {
      if (json) found.push({ about, ...finding })
      else sayFinding(finding)
    })
  }
  if (json) say(JSON.stringify({ ok: wrong === 0, findings: found }, null, 2))
  if (wrong > 0) {
    throw new UserError(`${wrong === 1 ? 'One thing has' : `${wrong} things have`} to be mended; see above.`)
  }
  if (!json) say(`All is in order.${live ? '' : ' Whether the providers accept the keys: npm run doctor -- --live'}`)
}
