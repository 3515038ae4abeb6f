import type { Logger } from '../telemetry/Logger.ts'

export type Round<Thing> = {
  /** Under this name the bucket keeps where the last run left off. */
  task: string
  bucket: R2Bucket
  logger: Logger
  /** How many pages a run takes. */
  pages: number
  /** A page of what there is to look at, in the order of ids, after that id. `next` is where the page after it begins, null at the end. */
  list(after: string | null): Promise<{ things: Thing[]; next: string | null }>
  /** True when it did something. */
  work(thing: Thing): Promise<boolean>
}

/**
 * Does a run's part of a round through all that a task has to look at; the next run goes on from there, and after the end begins anew.
 * Whatever is broken is told of and passed by, so that it is in the way of nothing else. Returns for how many something was done.
 */
export async function goRound<Thing extends { id: string }>(round: Round<Thing>): Promise<number> {
  const { task, bucket, logger, pages, list, work } = round
  const place = `housekeeping/${task}`
  let after = (await (await bucket.get(place))?.text()) ?? null
  let done = 0
  for (let page = 0; page < pages; page++) {
    const { things, next } = await list(after)
    // Before the work: what ends the run itself is not met again until the next round.
    if (next !== null) await bucket.put(place, next)
    else if (after !== null) await bucket.delete(place)
    for (const thing of things) {
      try {
        if (await work(thing)) done += 1
      } catch (error) {
        logger.error('housekeeping_failed', { task, id: thing.id, error })
      }
    }
    if (next === null) break
    after = next
  }
  return done
}
