import { expect, it } from 'vitest'
import { readAccessSetup } from './readAccessSetup.ts'

const read = (ACCESS_TEAM_DOMAIN?: string, ACCESS_AUD?: string) => readAccessSetup({ ACCESS_TEAM_DOMAIN, ACCESS_AUD })

it('is off without its settings, and on with both', () => {
  expect(read()).toEqual({ state: 'off' })
  const on = { state: 'on', team: 'https://team.cloudflareaccess.com', audience: 'aud' }
  expect(read('https://team.cloudflareaccess.com', 'aud')).toEqual(on)
  expect(read('https://team.cloudflareaccess.com/', 'aud')).toEqual(on)
})

it.each([
  ['ACCESS_AUD is not', 'https://team.cloudflareaccess.com', undefined],
  ['ACCESS_TEAM_DOMAIN is not', undefined, 'aud'],
  ['not an address', 'team.cloudflareaccess.com', 'aud'],
  ['not an address', 'http://team.cloudflareaccess.com', 'aud'],
  ['not an address', 'https://team.cloudflareaccess.com/cdn-cgi/access/certs', 'aud'],
  ['not an address', 'https://team.cloudflareaccess.com/?a', 'aud'],
  ['not an address', 'https://me@team.cloudflareaccess.com', 'aud'],
])('is wrong, and says why: %s (%s, %s)', (reason, team, audience) => {
  expect(read(team, audience)).toEqual({ state: 'wrong', reason: expect.stringContaining(reason) })
})
