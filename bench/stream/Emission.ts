export type Bulk = 'working' | 'tools' | 'progress'

/** What an emitter lets out in a turn; it is the turn's prompt, as JSON. */
export type Emission =
  /** Tokens that say when they were let out, in µs of the machine's monotonic clock. */
  | { kind: 'paced'; perSecond: number; seconds: number }
  /**
   * As fast as they are taken: a director at work; calls of tools alone, of which nothing can be folded; or progress alone, of which
   * the last word counts.
   */
  | { kind: Bulk; lines: number }
