import { type Finding, note, wrong } from '../cloudflare/Finding.ts'
import { describeHealth, readHealth } from '../cloudflare/readHealth.ts'

const TIMEOUT_MS = 15_000

/** How a studio is, part by part: its database and its storage are reached through it alone. */
export async function askStudio(address: string): Promise<Finding[]> {
  const reading = await readHealth(address, TIMEOUT_MS)
  if ('health' in reading) return describeHealth(reading.health)
  return [wrong(`${reading.problem}.\nIs the address right? Else: npm run logs`)]
}

/** The same for the studio of this machine, which need not run. */
export async function askLocalStudio(port: number): Promise<Finding[]> {
  const reading = await readHealth(`http://127.0.0.1:${port}`, TIMEOUT_MS)
  if ('health' in reading) return describeHealth(reading.health)
  return [note(`No studio runs here (${reading.problem}). npm start starts it; its database and storage show then`)]
}
