import type { SessionView } from '../../protocol/src/index.ts'
import type { RunningWorker } from '../../worker/test/startWorker.ts'

/** Rows of one statement: D1 takes 100 values in one. */
const AT_ONCE = 8
const COLUMNS =
  'id, owner, title, stops, stage, cover_asset_id, budget_usd, spent_usd, running, archived, created_at, updated_at'

/** Puts shoots into the list, each with a picture of this one for its cover. */
export async function seedShoots(
  database: Awaited<ReturnType<RunningWorker['database']>>,
  { assets }: SessionView,
  count: number,
): Promise<void> {
  const covers = Object.values(assets).filter(({ contentType }) => contentType.startsWith('image/'))
  const rows = Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) - index * 3_600_000).toISOString()
    const cover = covers[index % covers.length]?.id ?? null
    return [crypto.randomUUID(), 'local', `Shoot ${index + 1}`, 'every_stage', 'film', cover, 10, 2.05, 0, 0, at, at]
  })
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    // Each 12 values: a row of question marks for each.
    const places = some.map((row) => `(${row.map(() => '?').join()})`).join()
    await database
      .prepare(`INSERT INTO sessions (${COLUMNS}) VALUES ${places}`)
      .bind(...some.flat())
      .run()
  }
}
