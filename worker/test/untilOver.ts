import type { WorkRef, WorkStatus } from '../src/providers/Provider.ts'

const POLL_MS = 50

/** Asks a provider how a piece of work stands until it is over. */
export async function untilOver(
  provider: { status(ref: WorkRef): Promise<WorkStatus> },
  ref: WorkRef,
): Promise<Exclude<WorkStatus, { state: 'waiting' | 'running' }>> {
  for (;;) {
    const status = await provider.status(ref)
    if (status.state === 'done' || status.state === 'failed' || status.state === 'cancelled') return status
    await new Promise((next) => setTimeout(next, POLL_MS))
  }
}
