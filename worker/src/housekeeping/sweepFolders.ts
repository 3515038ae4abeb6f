import { HostFolders, SessionId } from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import { LocalHostDriver } from '../sandbox/LocalHostDriver.ts'
import type { Settings } from '../settings.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'
import { isGone } from './isGone.ts'

/**
 * Has the agent host of local mode remove the folders of sessions that are no more. On Cloudflare a session's folder goes with its
 * container. Returns how many.
 */
export async function sweepFolders(env: Env, logger: Logger, settings: Settings): Promise<number> {
  const { AGENT_HOST_URL: hostUrl, AGENT_HOST_TOKEN: hostToken, GATEWAY_URL: gatewayUrl = '' } = settings
  if (hostUrl === undefined || hostToken === undefined) return 0
  const driver = (sessionId: string) => new LocalHostDriver({ hostUrl, hostToken, gatewayUrl, sessionId })
  return await goRound({
    task: 'folders',
    bucket: env.STORAGE,
    logger,
    pages: 1,
    list: async () => {
      const { sessions } = HostFolders.parse(await (await driver('').fetch('/sessions')).json())
      return { things: sessions.map((id) => ({ id })), next: null }
    },
    work: async ({ id }) => {
      if (!SessionId.safeParse(id).success || !(await isGone(env, id))) return false
      await driver(id).remove()
      return true
    },
  })
}
