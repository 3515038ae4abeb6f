import type { App } from '../http.ts'
import type { Session } from '../session/Session.ts'

/** What every call of the gateway knows: the container's token, and the Session object that the token names. */
export type GatewayApp = App & { Variables: { token: string; sessionId: string; session: DurableObjectStub<Session> } }
