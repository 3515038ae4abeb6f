/** @module `npm run smoke:live`: buys one picture, and a clip if wanted, with the real keys, and records what was said. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../../cli/src/local/settings.ts'
import { workerVars } from '../../cli/src/local/workerVars.ts'
import { UserError } from '../../cli/src/UserError.ts'
import { probeMedia } from '../../media/src/index.ts'
import { readSettings as readWorkerSettings, secretsOf } from '../../worker/src/settings.ts'
import { askWhether, someoneIsThere } from '../cloudflare/ask.ts'
import { command, runCommand } from '../cloudflare/runCommand.ts'
import { say, sayDone, sayPlan, sayWarning } from '../cloudflare/say.ts'
import { clipPurchase, heroPurchase, type LiveSettings } from './purchases.ts'
import { Recorder } from './Recorder.ts'
import { requireNoKeys } from './requireNoKeys.ts'
import { Till } from './Till.ts'

const ROOT = join(import.meta.dirname, '../..')

type Options = { clip?: boolean; yes?: boolean; out?: string }

const HELP = `
It costs real money: it says how much, and asks, before it orders anything. The models are those of IMAGE_MODEL and CLIP_MODEL, the
clip is made by whom the settings name. What was bought, and every exchange with the providers without the keys, goes
into a folder of its own under recordings/.

Examples:
  npm run smoke:live
  npm run smoke:live -- --clip

Exit codes: 0 bought and recorded · 1 failed, with the reason · 2 wrong use`

await runCommand(
  command('smoke:live', 'Makes one real picture, and a clip if wanted, to see that keys and providers work.')
    .option('--clip', 'a clip of 5 s too, from the picture to its mirror image')
    .option('--yes', 'buy without a question')
    .option('--out <folder>', 'where the recording goes; by default recordings/')
    .addHelpText('after', HELP)
    .action(smoke),
)

async function smoke({ clip = false, yes = false, out = join(ROOT, 'recordings') }: Options): Promise<void> {
  const vars = workerVars(readSettings(process.env, join(ROOT, '.dev.vars')), {}, {})
  const settings = requireKey(readWorkerSettings(vars))
  const secrets = secretsOf(vars)
  const folder = join(out, new Date().toISOString().replaceAll(/[:.]/g, '-'))
  const { fetch: recorded } = new Recorder(folder, secrets)
  const hero = heroPurchase(settings, recorded)
  const wanted = [
    hero,
    ...(clip ? [clipPurchase(settings, recorded, () => readFileSync(join(folder, hero.file)))] : []),
  ]
  const sum = wanted.reduce((usd, { priceUsd }) => usd + priceUsd, 0)
  sayPlan('This is bought, with real money:', [
    ...wanted.map(({ what, how, priceUsd }) => `${what} ${how}: ${money(priceUsd)}`),
    ...(wanted.length > 1 ? [`together: ${money(sum)}`] : []),
  ])
  if (!(yes || (await wantsToPay(sum)))) {
    say('Nothing was bought.')
    return
  }
  mkdirSync(folder, { recursive: true })
  const till = new Till(folder)
  const close = () => {
    writeFileSync(join(folder, 'receipts.json'), `${JSON.stringify(till.receipts, null, 2)}\n`)
    if (till.unfetched !== null) sayWarning(`${till.unfetched}\nWhat was said so far: ${folder}`)
    requireNoKeys(folder, secrets)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close()
      process.exit(130)
    })
  }
  try {
    for (const purchase of wanted) {
      const { file, billedUsd, seconds } = await till.buy(purchase)
      const path = join(folder, file)
      const info = await probeMedia(path)
      const size = 'width' in info ? `${info.width} × ${info.height} px, ` : ''
      const billed = billedUsd === null ? '' : `, billed ${money(billedUsd)}`
      sayDone(`${path}: ${size}after ${seconds} s${billed}`)
    }
  } finally {
    close()
  }
  say(`The recording holds no key: ${folder}`)
}

/** Without an answer it is no. Throws UserError when there is nobody to ask. */
async function wantsToPay(usd: number): Promise<boolean> {
  if (someoneIsThere()) return await askWhether(`Buy it for ${money(usd)}?`)
  throw new UserError('There is nobody here to ask, so nothing was bought. Add --yes to buy without a question.', 2)
}

function requireKey(settings: ReturnType<typeof readWorkerSettings>): LiveSettings {
  const { FAL_KEY } = settings
  if (FAL_KEY !== undefined) return { ...settings, FAL_KEY }
  throw new UserError(
    'There is no FAL_KEY, and the picture is made by fal. Nothing was ordered.\n' +
      'Set it in the environment or in .dev.vars (docs/settings.md); npm run doctor -- --live says whether it is accepted.',
  )
}

/** Cents, and tenths of them where there are any. */
function money(usd: number): string {
  return `${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 3 })} USD`
}
