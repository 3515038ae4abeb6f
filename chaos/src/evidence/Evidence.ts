import type { LoggedEvent, SessionSummary, SessionView } from '@fashion-shoot/protocol'
import type { Books } from './readBooks.ts'
import type { DatabaseRows } from './readDatabase.ts'
import type { SessionTables } from './readSession.ts'

/** What is known of a shoot when all of it is over, from everybody who keeps a record. */
export type Evidence = {
  /** What each tab got, by number, what it shows now, and what went wrong there. */
  tabs: {
    events: ReadonlyMap<number, LoggedEvent>
    view: SessionView
    connections: number
    troubles: readonly string[]
  }[]
  /** The whole log, as somebody gets it who comes now. */
  replay: LoggedEvent[]
  /** What the Session object itself says. */
  session: SessionSummary
  view: SessionView
  tables: SessionTables
  /** Its jobs that have a place at a provider, or wait for one. */
  places: string[]
  /** D1's rows of this session. */
  database: DatabaseRows
  /** SHA-256 of each asset's file as the bucket has it, by asset id; null where there is none. */
  files: Record<string, string | null>
  /** The providers' own books, of this shoot alone. */
  books: Books
  /** Processes that should not be there, in words. */
  processes: string[]
}
