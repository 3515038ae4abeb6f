import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { AgentHost } from './AgentHost.ts'

/** The agent host that serves this deployment's sessions: in local mode one process on loopback. */
export function reachAgentHost(settings: Settings): AgentHost {
  const { AGENT_HOST_URL: url, AGENT_HOST_TOKEN: token } = settings
  if (url === undefined || token === undefined) {
    throw new ProblemError('unconfigured', 'This deployment has no sandbox for the director to work in.')
  }
  return new AgentHost((path, init) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${token}`)
    return fetch(url + path, { ...init, headers })
  })
}
