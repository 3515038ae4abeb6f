import { DatabaseSync } from 'node:sqlite'
import { migrate } from '../src/session/sqlMigrations.ts'

type Storage = Pick<DurableObjectStorage, 'sql' | 'transactionSync'>

/** The narrow part of a Session object's storage, over the same SQLite, with its tables. */
export function openStorage(): DurableObjectStorage {
  const database = new DatabaseSync(':memory:')
  const exec = (query: string, ...values: (string | number | Uint8Array | null)[]) => {
    // A step of the tables is several statements.
    if (query.includes(';')) return database.exec(query)
    const rows = database.prepare(query).all(...values)
    return { toArray: () => rows, one: () => rows[0], [Symbol.iterator]: () => rows[Symbol.iterator]() }
  }
  const transactionSync = (work: () => unknown) => {
    database.exec('SAVEPOINT work')
    try {
      return work()
    } catch (error) {
      database.exec('ROLLBACK TO work')
      throw error
    } finally {
      database.exec('RELEASE work')
    }
  }
  const storage = { sql: { exec }, transactionSync } as unknown as Storage
  migrate(storage as DurableObjectStorage)
  return storage as DurableObjectStorage
}
