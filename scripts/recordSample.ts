/**
 * @module `npm run record:sample`: makes a shoot on the sample photos with the stand-ins, at the pace that people see, and writes it to where
 * the studio ships it from. It takes about five minutes.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocal } from '../cli/src/local/startLocal.ts'
import { shipShot } from './sample/shipShot.ts'
import { shootSample } from './sample/shootSample.ts'

const RECORDING = join(import.meta.dirname, '../studio/src/sample/recording')
const say = (words: string) => process.stderr.write(`${words}\n`)

const work = await mkdtemp(join(tmpdir(), 'record-sample-'))
try {
  // No settings at all: every part is a stand-in, whatever keys this machine has.
  const local = await startLocal({ env: {}, port: 0, dataDir: join(work, 'data'), speed: 'lifelike', log: say })
  try {
    const shot = await shootSample(local.url, say)
    await rm(RECORDING, { recursive: true, force: true })
    await mkdir(RECORDING, { recursive: true })
    await shipShot(local.url, shot, RECORDING, work)
  } finally {
    await local.stop()
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await rm(work, { recursive: true })
}
