import type { Session } from '../session/Session.ts'
import type { LoggedApp } from '../telemetry/describeRequest.ts'

/** What every call of the gateway knows: the container's token, and the Session object that the token names. */
export type GatewayApp = LoggedApp & { Variables: { token: string; session: DurableObjectStub<Session> } }
