import {
  activeAsset,
  emptyView,
  reduce,
  type SessionSummary,
  type SessionView,
  type Spend,
  STAGES,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { fixtureId, fixtureLogs } from './fixtureLog.ts'

/** The names of the fixtures: each is one shoot at another point. */
export const FIXTURES = Object.keys(fixtureLogs)

/** The session id of a fixture: they are numbered from 1 in their order. */
export function fixtureSession(name: string): string {
  return fixtureId(FIXTURES.indexOf(name) + 1)
}

/** What the page shows of a fixture. */
export function fixtureView(name: string): SessionView {
  return (fixtureLogs[name] ?? []).map((event, index) => ({ seq: index + 1, event })).reduce(reduce, emptyView)
}

/** A fixture as lists show it. */
export function fixtureSummary(name: string): SessionSummary {
  const view = fixtureView(name)
  const cover = activeAsset(view, 'hero')
  return {
    id: fixtureSession(name),
    title: 'Emerald on studio grey',
    stops: 'every_stage',
    stage: STAGES.findLast((stage) => stage !== 'frames' && stage !== 'clips' && activeAsset(view, stage)) ?? null,
    coverAssetId: cover?.id ?? null,
    coverHasPreview: cover?.hasPreview ?? false,
    imageModel: 'nano-banana-pro',
    clipModel: 'kling-v2-6',
    resolution: '2K',
    spentUsd: view.spend.sessionUsd,
    budgetUsd: view.budgetUsd ?? 10,
    running: view.running,
    archived: false,
    createdAt: '2026-05-20T12:02:00.000Z',
    updatedAt: '2026-05-20T12:09:00.000Z',
  }
}

/** Where a shoot's money has gone: each picture and clip was ordered, but frames are cut, and each change of one is then sized. */
export function fixtureSpend(view: SessionView): Spend {
  const jobs = Object.values(view.assets).flatMap(({ id, slot, version, createdAt }): Spend['jobs'] => {
    if (slot === null || slot === 'film' || (slot.startsWith('frame') && version % 2 === 1)) return []
    const isClip = slot.startsWith('clip')
    const usd = isClip ? 0.35 : 0.15
    const model = isClip ? 'kling-v2-6' : 'nano-banana-pro'
    const resolution = isClip ? null : '2K'
    const job = { id: `job_${id.slice(4)}`, slot, model, resolution, createdAt } as const
    return [{ ...job, state: 'stored', estimateUsd: usd, spentUsd: usd }]
  })
  const stages = STAGES.flatMap((stage) => {
    const spentUsd = jobs.reduce((sum, job) => (stageOfSlot(job.slot) === stage ? sum + job.spentUsd : sum), 0)
    return spentUsd === 0 ? [] : [{ stage, estimateUsd: spentUsd, spentUsd }]
  })
  return { budgetUsd: view.budgetUsd ?? 10, spentUsd: view.spend.sessionUsd, modelUsd: 0.02, stages, jobs }
}
