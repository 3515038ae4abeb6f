import { readFileSync } from 'node:fs'
import {
  LoggedEvent,
  reduceAll,
  type SessionSummary,
  type SessionView,
  STAGES,
  type Stage,
} from '@fashion-shoot/protocol'
import { fixtureId } from './fixtureLog.ts'

const RECORDING = new URL('../src/sample/recording/', import.meta.url)

const read = (file: string) => readFileSync(new URL(file, RECORDING), 'utf8')
const session: SessionSummary = JSON.parse(read('session.json'))
const log = read('log.jsonl')
  .trim()
  .split('\n')
  .map((line) => LoggedEvent.parse(JSON.parse(line)))

/** The session id of the sample shoot as it was when a stage waited for a decision: past all of the fixtures. */
export function recordedSession(stage: Stage): string {
  return fixtureId(900 + STAGES.indexOf(stage))
}

/** The sample shoot as it was when a stage waited for its last decision: what the product itself has made and said. */
export function recordedShoot(stage: Stage): { session: SessionSummary; view: SessionView } {
  const waited = log.findLastIndex(
    ({ event }) =>
      event.type === 'checkpoint' && event.checkpoint.stage === stage && event.checkpoint.state === 'pending',
  )
  const over = log.findIndex(({ event }, index) => index > waited && event.type === 'complete')
  const view = reduceAll(log.slice(0, over + 1))
  return {
    session: { ...session, id: recordedSession(stage), stage, spentUsd: view.spend.sessionUsd },
    view,
  }
}
