import type { Effort, Slot } from '@fashion-shoot/protocol'
import type { HostDriver } from '../../sandbox/HostDriver.ts'
import type { EventLog } from '../EventLog.ts'
import type { Projection } from '../Projection.ts'
import type { Schedule } from '../Schedule.ts'
import type { TurnReports } from './TurnReports.ts'

/** What a session's turns work with. */
export type TurnParts = {
  sessionId: string
  storage: DurableObjectStorage
  log: EventLog
  schedule: Schedule
  projection: Projection
  reports: TurnReports
  model: string
  /** How much the model thinks, where a setting says so. */
  effort: Effort | undefined
  /** The way to the host. Throws a ProblemError when the deployment has none. */
  reachHost: () => HostDriver
  /** The token with which the container comes to the gateway, which is good while a turn runs. */
  gatewayToken: () => string
  /** Called when a turn ends: nobody needs that token for long. */
  letTokenExpire: () => void
  /** Called when a turn ends, with the time at which it began (ms since 1970): asks about a stage that it completed and left unasked. */
  askAboutStage: (turnId: string, since: number) => void
  /** The slots for which a job is open, which does not end with the turn. */
  awaitedSlots: () => Slot[]
}
