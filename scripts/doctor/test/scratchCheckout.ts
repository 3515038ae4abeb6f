import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { NOT_SET_UP } from '../../cloudflare/Target.ts'

const ROOT = join(import.meta.dirname, '../../..')
const LINKS = ['package.json', 'package-lock.json', 'node_modules', 'sandbox', 'worker/package.json']

/** A checkout as far as the doctor looks at it, with settings of its own. */
export function scratchCheckout() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'doctor-')))
  mkdirSync(join(folder, 'worker'))
  for (const path of LINKS) symlinkSync(join(ROOT, path), join(folder, path))
  const config = join(folder, 'worker/wrangler.jsonc')
  const configuration = readFileSync(join(ROOT, 'worker/wrangler.jsonc'), 'utf8')
  writeFileSync(config, configuration.replace(/("database_id": )"[^"]*"/g, `$1"${NOT_SET_UP}"`))
  return {
    folder,
    /** Sees the doctor, with nothing in the environment but this. */
    doctor: async (args: string[], env: Record<string, string> = {}) => {
      const program = join(ROOT, 'scripts/doctor/doctor.ts')
      const { exitCode, all } = await execa(process.execPath, [program, ...args, '--config', config], {
        env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', ...env },
        extendEnv: false,
        stdin: 'ignore',
        all: true,
        reject: false,
      })
      return { code: exitCode, output: all }
    },
    vars: (lines: string[]) => writeFileSync(join(folder, '.dev.vars'), lines.join('\n')),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
