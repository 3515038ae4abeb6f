import { Health, Problem } from '../../protocol/src/index.ts'
import { type Finding, ok, warning, wrong } from './Finding.ts'
import { whyNoAnswer } from './whyNoAnswer.ts'

/** The answer of a deployment, or why there is none, in words. */
export type HealthReading = { health: Health } | { problem: string }

/**
 * Asks a studio how it is.
 *
 * @param address of the studio, such as `https://studio.example`; a bare host name means https
 */
export async function readHealth(address: string, timeoutMs = 20_000): Promise<HealthReading> {
  const url = new URL('/api/health', studioUrl(address))
  let response: Response
  try {
    response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    return { problem: `${url.host} does not answer: ${whyNoAnswer(error)}` }
  }
  const where = response.headers.get('location')
  if (where?.includes('cloudflareaccess.com')) {
    return { problem: `${url.host} is behind Cloudflare Access, which lets nobody see /api/health without a login` }
  }
  const body = await response.json().catch(() => null)
  const health = Health.safeParse(body)
  if (health.success) return { health: health.data }
  const said = Problem.safeParse(body).data
  if (said !== undefined) return { problem: `${url.host} says: ${said.detail} ${said.hint}` }
  return { problem: `${url.host} answers with status ${response.status}, and not as a studio does` }
}

/** One finding per part. What is not configured is no fault of the deployment. */
export function describeHealth({ parts }: Health): Finding[] {
  return Object.entries(parts).map(([part, { state, mode, message }]) => {
    const what = `${part}: ${message}${mode === 'demo' ? ' (demo)' : ''}`
    return { ok, unconfigured: warning, down: wrong }[state](what)
  })
}

/** The address as a URL. Throws TypeError when it is none. */
function studioUrl(address: string): string {
  return /^https?:\/\//.test(address) ? address : `https://${address}`
}
