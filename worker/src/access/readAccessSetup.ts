import type { Settings } from '../settings.ts'

/** How Cloudflare Access is set up: not at all, so that it can be asked, or wrongly and in what way. */
export type AccessSetup =
  | { state: 'off' }
  | { state: 'on'; team: string; audience: string }
  | { state: 'wrong'; reason: string }

const LOOPBACK = ['127.0.0.1', 'localhost']

/** Reads the two settings of Cloudflare Access. They go together: with one alone nobody must be let in by mistake. */
export function readAccessSetup({ ACCESS_TEAM_DOMAIN, ACCESS_AUD }: AccessSettings): AccessSetup {
  if (ACCESS_TEAM_DOMAIN === undefined && ACCESS_AUD === undefined) return { state: 'off' }
  if (ACCESS_AUD === undefined) return { state: 'wrong', reason: 'ACCESS_TEAM_DOMAIN is set, but ACCESS_AUD is not.' }
  if (ACCESS_TEAM_DOMAIN === undefined) {
    return { state: 'wrong', reason: 'ACCESS_AUD is set, but ACCESS_TEAM_DOMAIN is not.' }
  }
  const url = URL.parse(ACCESS_TEAM_DOMAIN)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  if (url === null || !isSafe || url.href !== `${url.origin}/`) {
    const reason = 'ACCESS_TEAM_DOMAIN is not an address such as https://team.cloudflareaccess.com.'
    return { state: 'wrong', reason }
  }
  return { state: 'on', team: url.origin, audience: ACCESS_AUD }
}

type AccessSettings = Pick<Settings, 'ACCESS_TEAM_DOMAIN' | 'ACCESS_AUD'>
