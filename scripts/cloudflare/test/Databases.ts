import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ApiFailure, type Call, type Route } from './api.ts'

const Named = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/) })
const Query = z.strictObject({ sql: z.string().min(1), params: z.array(z.unknown()).optional() })

type Stored = { uuid: string; name: string; sqlite: DatabaseSync }

/** D1: each database is a real SQLite in memory. */
export class Databases {
  readonly #stored: Stored[] = []

  readonly routes: Route[] = [
    [
      'GET',
      '/d1/database',
      ({ query }) => ({ result: this.#page(Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 100)) }),
    ],
    ['POST', '/d1/database', (call) => ({ result: this.#create(call) })],
    ['GET', '/d1/database/:id', ({ parameters }) => ({ result: describe(this.#find(parameters.id)) })],
    ['DELETE', '/d1/database/:id', ({ parameters }) => ({ result: this.#delete(parameters.id) })],
    ['POST', '/d1/database/:id/query', (call) => ({ result: this.#query(call) })],
  ]

  /** The names of all databases. */
  get names(): string[] {
    return this.#stored.map(({ name }) => name)
  }

  has(uuid: string): boolean {
    return this.#stored.some((stored) => stored.uuid === uuid)
  }

  /** The names of a database's tables, sorted. */
  tables(name: string): string[] {
    const rows = this.#find(name)
      .sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all()
    return rows.map((row) => String(row.name)).filter((table) => !table.startsWith('sqlite_'))
  }

  /** Runs SQL in a database. */
  exec(name: string, sql: string): void {
    this.#find(name).sqlite.exec(sql)
  }

  close(): void {
    for (const { sqlite } of this.#stored) sqlite.close()
  }

  #page(page: number, size: number) {
    return this.#stored.slice((page - 1) * size, page * size).map(describe)
  }

  #create({ json }: Call) {
    const body = Named.safeParse(json())
    if (!body.success) throw new ApiFailure(400, 7400, 'The request is malformed')
    const { name } = body.data
    if (this.names.includes(name)) throw new ApiFailure(400, 7502, `database with name '${name}' already exists`)
    const stored = { uuid: randomUUID(), name, sqlite: new DatabaseSync(':memory:') }
    this.#stored.push(stored)
    return describe(stored)
  }

  #find(id: string | undefined): Stored {
    const found = this.#stored.find(({ uuid, name }) => uuid === id || name === id)
    if (found === undefined) throw new ApiFailure(404, 7404, `The database ${id} could not be found`)
    return found
  }

  #delete(id: string | undefined): null {
    const found = this.#find(id)
    found.sqlite.close()
    this.#stored.splice(this.#stored.indexOf(found), 1)
    return null
  }

  /** Like D1, all of a request's statements or none. */
  #query({ parameters, json }: Call) {
    const { sqlite } = this.#find(parameters.id)
    const { sql } = Query.parse(json())
    const several = /;\s*\S/.test(sql)
    try {
      sqlite.exec('BEGIN')
      const results = several ? [] : sqlite.prepare(sql).all()
      if (several) sqlite.exec(sql)
      sqlite.exec('COMMIT')
      return [{ results, success: true, meta: { duration: 0.1, rows_read: 0, rows_written: 0 } }]
    } catch (error) {
      sqlite.exec('ROLLBACK')
      throw new ApiFailure(400, 7500, `${(error as Error).message}: SQLITE_ERROR`)
    }
  }
}

function describe({ uuid, name }: Stored) {
  return { uuid, name, version: 'production', created_at: '2026-01-01T00:00:00.000Z', num_tables: 0, file_size: 0 }
}
