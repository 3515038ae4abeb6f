import type { PartHealth } from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import type { Settings } from '../settings.ts'
import { hasTokens } from './accessTokens.ts'
import { readAccessSetup } from './readAccessSetup.ts'

/** By what means anybody can sign in. */
export type WaysIn = { tokens: boolean; access: boolean }

/** Throws a ProblemError when the tokens cannot be read. */
export async function waysIn(env: Env, settings: Settings): Promise<WaysIn> {
  return { tokens: await hasTokens(env), access: readAccessSetup(settings).state === 'on' }
}

/** What health says of them. */
export async function accessHealth(env: Env, settings: Settings): Promise<PartHealth> {
  if (settings.LOOPBACK) return { state: 'ok', mode: 'local', message: 'only this machine comes in' }
  const setup = readAccessSetup(settings)
  if (setup.state === 'wrong')
    return { state: 'unconfigured', mode: 'live', message: `nobody comes in: ${setup.reason}` }
  try {
    const { tokens, access } = await waysIn(env, settings)
    const names = [...(tokens ? ['access token'] : []), ...(access ? ['Cloudflare Access'] : [])]
    if (names.length > 0) return { state: 'ok', mode: 'live', message: `by ${names.join(' or ')}` }
    return {
      state: 'unconfigured',
      mode: 'live',
      message: 'nobody comes in: there is no access token, nor Cloudflare Access',
    }
  } catch {
    return { state: 'down', mode: 'live', message: 'the access tokens cannot be read from the database' }
  }
}
