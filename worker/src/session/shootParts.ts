import {
  type Asset,
  type JobRequest,
  pendingCheckpoint,
  type SessionSummary,
  type Slot,
  STAGES,
  type Stage,
  stageOfSlot,
  unmadeSlots,
} from '@fashion-shoot/protocol'
import { reachDispatcher } from '../dispatch/reachDispatcher.ts'
import type { Env } from '../env.ts'
import { hookUrl } from '../hooks/hookUrl.ts'
import { hidingSecrets } from '../providers/hidingSecrets.ts'
import { type Order, orderFor } from '../providers/Order.ts'
import { workFor } from '../providers/Work.ts'
import type { HostDriver } from '../sandbox/HostDriver.ts'
import { reachHost } from '../sandbox/reachHost.ts'
import { readSettings, secretsOf } from '../settings.ts'
import { createLogger, type Logger } from '../telemetry/Logger.ts'
import { Metrics } from '../telemetry/Metrics.ts'
import { About } from './About.ts'
import { AnswerBook } from './AnswerBook.ts'
import { AssetFiles } from './AssetFiles.ts'
import { Checkpoints } from './Checkpoints.ts'
import { EventLog } from './EventLog.ts'
import { JobReports } from './jobs/JobReports.ts'
import { Jobs } from './jobs/Jobs.ts'
import { Ledger } from './Ledger.ts'
import { ModelSpend } from './ModelSpend.ts'
import { Projection, type Sources } from './Projection.ts'
import { Plans } from './plans/Plans.ts'
import { Schedule } from './Schedule.ts'
import { Shortage } from './Shortage.ts'
import { stageRestUsd } from './stageRestUsd.ts'
import { TranscriptBook } from './TranscriptBook.ts'
import { TurnReports } from './turns/TurnReports.ts'
import { Turns } from './turns/Turns.ts'
import { Versions } from './Versions.ts'

/** The parts of a Session object, which the person's side and the container's side of a shoot share. */
export type ShootParts = {
  about: About
  log: EventLog
  schedule: Schedule
  projection: Projection
  files: AssetFiles
  versions: Versions
  checkpoints: Checkpoints
  plans: Plans
  ledger: Ledger
  answers: AnswerBook
  modelSpend: ModelSpend
  jobs: Jobs
  turns: Turns
  transcript: TranscriptBook
  /** Asks about a stage that a turn's late file has completed, where nobody else does. */
  askAboutLate: (turnId: string, asset: Asset) => void
  logger: Logger
}

/** Puts the parts together over what the storage holds. `summary` is how lists show the session, for D1. */
export function shootParts(storage: DurableObjectStorage, env: Env, summary: () => SessionSummary): ShootParts {
  const settings = readSettings(env)
  const log = new EventLog(storage)
  const about = new About(storage.sql)
  const { id: sessionId } = about.require()
  const logger = createLogger(env).with({ session: sessionId })
  const schedule = new Schedule(storage, Date.now)
  const files = new AssetFiles(env.STORAGE, storage.sql, (id) => log.view.assets[id])
  const sources: Sources = {
    owner: about.owner,
    session: summary,
    touch: () => about.touch(),
    asset: (assetId) => log.view.assets[assetId],
    checkpoint: (checkpointId) => log.view.checkpoints.find((one) => one.id === checkpointId),
    job: (jobId) => jobs.get(jobId),
  }
  const projection = new Projection(storage.sql, schedule, env, sources, logger)
  const metrics = new Metrics(env.METRICS, sessionId, logger)
  const versions = new Versions({ sessionId, log, projection })
  const restUsd = (stage: Stage, replaced?: Slot) =>
    stageRestUsd(stage, log.view, about.require(), jobs.requests(), replaced)
  const shortage = new Shortage({
    unmade: (stage) =>
      unmadeSlots(log.view).filter((slot) => stageOfSlot(slot) === stage && !jobs.openSlots().includes(slot)),
    restUsd,
  })
  const ledger = new Ledger({
    log,
    metrics,
    latestTurn: () => turns.latest(),
    budgetUsd: () => about.require().budgetUsd,
    shortage,
  })
  const shared = { sessionId, storage, log, ledger, schedule, projection }
  const askAboutStage = (turnId: string, since: number) => checkpoints.openLeft(turnId, since, about.require().stops)
  const askAboutLate = (turnId: string, { createdAt }: Asset) => {
    // Else the turn asks, or the person has to answer something else first.
    const mayAsk = turns.running() === undefined && pendingCheckpoint(log.view) === undefined
    if (mayAsk) askAboutStage(turnId, Date.parse(createdAt))
  }
  // Wrapped, because the runtime's fetch refuses to be called as somebody's method.
  const fetchOutside = hidingSecrets((...call) => fetch(...call), secretsOf(env))
  const dispatcher = () => reachDispatcher(env)
  const orderNow = (request: JobRequest) => orderFor(request, about.require(), settings)
  const work = (order: Order) => workFor(order, settings, files, fetchOutside)
  const jobs = new Jobs({
    ...shared,
    askAboutLate,
    versions,
    reports: new JobReports(logger, metrics),
    owner: about.owner,
    bucket: env.STORAGE,
    runningTurn: () => turns.running()?.id,
    deadlineMs: settings.JOB_DEADLINE_SECONDS * 1000,
    orderFor: orderNow,
    requireApproved: (order, turnId) => plans.requireApproved(order, turnId),
    dispatcher,
    isPaid: ({ provider }) => !settings.DEMO_PARTS.includes(provider === 'fal' ? 'images' : 'clips'),
    hookUrl: ({ id, provider }) => (provider === 'fal' ? hookUrl(settings.PUBLIC_URL, sessionId, id) : null),
    workFor: work,
  })
  let host: HostDriver | undefined
  const turns = new Turns({
    ...shared,
    reports: new TurnReports(storage.sql, logger, metrics),
    model: settings.ANTHROPIC_MODEL,
    effort: settings.ANTHROPIC_EFFORT,
    // One for the object's life, so that whoever looks after the mount knows of whoever else does.
    reachHost: () => {
      host ??= reachHost(env, settings, sessionId, about.gatewayToken)
      return host
    },
    gatewayToken: () => about.gatewayToken,
    letTokenExpire: () => about.letTokenExpire(),
    askAboutStage,
    awaitedSlots: () => jobs.openSlots(),
  })
  const checkpoints = new Checkpoints(log, projection, logger, (stage) => {
    const next = STAGES[STAGES.indexOf(stage) + 1]
    return next === undefined ? null : restUsd(next)
  })
  const plans = new Plans({
    log,
    checkpoints,
    jobs: () => jobs.all(),
    stops: () => about.require().stops,
    quote: (request) => {
      const order = orderNow(request)
      return { ...order, priceUsd: work(order).priceUsd }
    },
  })
  const isPaid = !settings.DEMO_PARTS.includes('director')
  const answers = new AnswerBook(storage.sql)
  const modelSpend = new ModelSpend({ log, answers, dispatcher, isPaid, logger })
  return {
    about,
    log,
    schedule,
    projection,
    files,
    versions,
    checkpoints,
    plans,
    ledger,
    answers,
    modelSpend,
    jobs,
    turns,
    transcript: new TranscriptBook(storage),
    askAboutLate,
    logger,
  }
}
