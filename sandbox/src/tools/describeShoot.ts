import { type Asset, isJobOver, type ShootState, STAGES, stageOfSlot } from '@fashion-shoot/protocol'
import { CLIP_SLOTS, entryOf, FRAME_SLOTS, STAGE_TOOLS } from './shoot.ts'

/** The state of the shoot as JSON for the model: what exists, what is stale, what waits, and which stage comes next. */
export function describeShoot(shoot: ShootState): string {
  return JSON.stringify(
    {
      title: shoot.title,
      stops: shoot.stops,
      references: shoot.references.map(({ id, role, fileName }) => ({ assetId: id, role, fileName })),
      slots: shoot.slots.map(({ slot, active, versions, stale }) => ({
        slot,
        assetId: active.id,
        version: active.version,
        size: sizeOf(active),
        ...priceOf(active, shoot),
        ...(stale && { stale }),
        ...(versions.length > 1 && {
          versions: versions.map(({ version, id }) => ({ version, assetId: id })),
        }),
      })),
      checkpoints: shoot.checkpoints.map(({ stage, state, note, plan }) => ({
        stage,
        ...(plan !== undefined && { of: 'plan' }),
        state,
        ...(note !== null && { note }),
      })),
      jobs: shoot.jobs
        .filter(({ state }) => !isJobOver(state) || state === 'failed')
        .map(({ slot, state, failure }) => ({ slot, state, ...(failure !== null && { failure: failure.message }) })),
      models: { images: shoot.imageModel, clips: shoot.clipModel },
      spentUsd: shoot.spentUsd,
      budgetUsd: shoot.budgetUsd,
      nextTool: nextTool(shoot),
    },
    null,
    1,
  )
}

/** USD: the price of the job that made it. */
function priceOf({ jobId }: Asset, { jobs }: ShootState): { priceUsd?: number } {
  const job = jobs.find(({ id }) => id === jobId)
  return job === undefined ? {} : { priceUsd: job.priceUsd }
}

function sizeOf({ width, height, durationSeconds }: Asset): string {
  return `${width}×${height}${durationSeconds === null ? '' : `, ${durationSeconds} s`}`
}

/** The tool of the first stage that is not whole; null when the film is there. */
function nextTool(shoot: ShootState): string | null {
  const needed = [...(['hero', 'contact_sheet'] as const), ...FRAME_SLOTS, ...CLIP_SLOTS, 'film' as const]
  const missing = needed.find((slot) => entryOf(shoot, slot) === undefined)
  const stage = missing && STAGES.find((each) => each === stageOfSlot(missing))
  return stage === undefined ? null : STAGE_TOOLS[stage]
}
