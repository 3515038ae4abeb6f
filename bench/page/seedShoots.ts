import type { SessionView } from '../../protocol/src/index.ts'
import type { RunningWorker } from '../../worker/test/startWorker.ts'

/** Puts shoots into the list that are as this one, each with another of its pictures for its cover. */
export async function seedShoots(
  database: Awaited<ReturnType<RunningWorker['database']>>,
  { sessionId, assets }: SessionView,
  count: number,
): Promise<void> {
  const shoot = await database.prepare('SELECT * FROM sessions WHERE id = ?').bind(sessionId).first()
  if (shoot === null) throw new Error('The shoot is not in the list of all.')
  const columns = Object.keys(shoot)
  const insert = database.prepare(`INSERT INTO sessions (${columns}) VALUES (${columns.map(() => '?')})`)
  const covers = Object.values(assets).filter(({ contentType }) => contentType.startsWith('image/'))
  const inserts = Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) - index * 3_600_000).toISOString()
    const own = { id: crypto.randomUUID(), title: `Shoot ${index + 1}`, created_at: at, updated_at: at }
    const cover = { cover_asset_id: covers[index % covers.length]?.id ?? null, cover_has_preview: 1 }
    return insert.bind(...Object.values({ ...shoot, ...own, ...cover }))
  })
  await database.batch(inserts)
}
