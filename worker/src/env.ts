import type { Dispatcher } from './dispatch/Dispatcher.ts'
import type { Sandbox } from './sandbox/Sandbox.ts'
import type { Session } from './session/Session.ts'

/** What the deployment gives the Worker: bindings, and the variables and secrets that `readSettings` parses. */
export interface Env extends Record<string, unknown> {
  ASSETS: Fetcher
  DB: D1Database
  STORAGE: R2Bucket
  SESSION: DurableObjectNamespace<Session>
  DISPATCHER: DurableObjectNamespace<Dispatcher>
  SANDBOX: DurableObjectNamespace<Sandbox>
  METRICS?: AnalyticsEngineDataset
}
