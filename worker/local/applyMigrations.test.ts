import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { expect, it } from 'vitest'
import { applyMigrations } from './applyMigrations.ts'

const first = {
  name: '0000_init.sql',
  statements: ['CREATE TABLE shoots (id TEXT)', "INSERT INTO shoots VALUES ('a;b')"],
}
const broken = {
  name: '0001_more.sql',
  statements: ['ALTER TABLE shoots ADD title TEXT', 'ALTER TABLE nothing ADD x TEXT'],
}
const mended = { name: '0001_more.sql', statements: ['ALTER TABLE shoots ADD title TEXT'] }

it('applies each migration once, and all of it or none', async () => {
  const worker = {
    name: 'test',
    compatibilityDate: '2026-04-01',
    modules: [{ type: 'ESModule' as const, path: 'index.js', contents: 'export default {}' }],
    d1Databases: { DB: { id: 'test' } },
  }
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] }))
  try {
    const database = await miniflare.getD1Database('DB')
    expect(await applyMigrations(database, [first])).toEqual([first.name])
    await expect(applyMigrations(database, [first, broken])).rejects.toThrow('nothing')
    expect(await applyMigrations(database, [first, mended])).toEqual([mended.name])
    expect(await applyMigrations(database, [first, mended])).toEqual([])
    expect((await database.prepare('SELECT * FROM shoots').all()).results).toEqual([{ id: 'a;b', title: null }])
    expect((await database.prepare('SELECT id, name FROM d1_migrations').all()).results).toEqual([
      { id: 1, name: first.name },
      { id: 2, name: mended.name },
    ])
  } finally {
    await miniflare.dispose()
  }
})
