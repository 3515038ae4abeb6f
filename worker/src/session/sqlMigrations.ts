/** The Session object's own tables, one step each; a step is never changed once it has run anywhere. */
const STEPS = [
  `CREATE TABLE about (
     id TEXT PRIMARY KEY, title TEXT NOT NULL, stops TEXT NOT NULL, archived INTEGER NOT NULL,
     created_at TEXT NOT NULL, gateway_token TEXT NOT NULL, token_expires_at INTEGER NOT NULL, updated_at TEXT NOT NULL
   );
   CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, data TEXT NOT NULL, folded_by INTEGER);
   CREATE TABLE turns (
     id TEXT PRIMARY KEY, prompt TEXT NOT NULL, state TEXT NOT NULL, first_seq INTEGER NOT NULL,
     journal_line INTEGER NOT NULL, started_at INTEGER NOT NULL
   );
   CREATE TABLE jobs (
     id TEXT PRIMARY KEY, fingerprint TEXT UNIQUE, turn_id TEXT NOT NULL, request TEXT NOT NULL, provider TEXT NOT NULL,
     provider_ref TEXT, state TEXT NOT NULL, price_usd REAL NOT NULL, asset_id TEXT, failure TEXT, was_sent INTEGER NOT NULL, was_sent_anew INTEGER NOT NULL,
     polls INTEGER NOT NULL, errors INTEGER NOT NULL, created_at INTEGER NOT NULL
   );
   CREATE TABLE schedule (name TEXT PRIMARY KEY, at INTEGER NOT NULL);
   CREATE TABLE outbox (kind TEXT NOT NULL, id TEXT NOT NULL, changes INTEGER NOT NULL, PRIMARY KEY (kind, id));
   CREATE TABLE provider_files (asset_id TEXT PRIMARY KEY, url TEXT NOT NULL);`,
  "ALTER TABLE about ADD COLUMN owner TEXT NOT NULL DEFAULT 'local'",
  `ALTER TABLE turns ADD COLUMN is_cold INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE turns ADD COLUMN first_token_at INTEGER;`,
  `ALTER TABLE jobs ADD COLUMN stop TEXT NOT NULL DEFAULT 'no';
   ALTER TABLE jobs ADD COLUMN loads INTEGER NOT NULL DEFAULT 0;`,
  `ALTER TABLE turns ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE turns ADD COLUMN attempt_seq INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE turns ADD COLUMN fruitless INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE turns ADD COLUMN stop_asked_at INTEGER;
   CREATE TABLE transcript (entry INTEGER NOT NULL, part INTEGER NOT NULL, uuid TEXT UNIQUE, data BLOB NOT NULL, PRIMARY KEY (entry, part));
   CREATE TABLE transcript_writer (id TEXT NOT NULL, batch INTEGER NOT NULL, bytes INTEGER NOT NULL, is_left_out INTEGER NOT NULL);`,
  'ALTER TABLE schedule ADD COLUMN is_given_out INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE about ADD COLUMN is_being_removed INTEGER NOT NULL DEFAULT 0',
  // What was made before there was a choice was made with these.
  `ALTER TABLE about ADD COLUMN image_model TEXT NOT NULL DEFAULT 'nano-banana-pro';
   ALTER TABLE about ADD COLUMN clip_model TEXT NOT NULL DEFAULT 'kling-v2-6';
   ALTER TABLE about ADD COLUMN budget_usd REAL NOT NULL DEFAULT 10;
   ALTER TABLE jobs ADD COLUMN model TEXT NOT NULL DEFAULT '';
   UPDATE jobs SET model = iif(provider = 'fal', 'nano-banana-pro', 'kling-v2-6');
   ALTER TABLE jobs ADD COLUMN billed_usd REAL;
   ALTER TABLE jobs ADD COLUMN has_place INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE answers (id TEXT PRIMARY KEY, turn_id TEXT NOT NULL, usd REAL NOT NULL);`,
] as const

/** Brings the tables up to date; `user_version` is not to be had in a Durable Object, so a table counts the steps. */
export function migrate(storage: DurableObjectStorage): void {
  storage.transactionSync(() => {
    storage.sql.exec('CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)')
    const { done } = storage.sql.exec<{ done: number }>('SELECT count(*) AS done FROM migrations').one()
    for (const [step, statements] of STEPS.entries()) {
      if (step < done) continue
      storage.sql.exec(statements)
      storage.sql.exec('INSERT INTO migrations VALUES (?)', step)
    }
  })
}

/** True when the object has been used: looking must not create anything. */
export function isMigrated(storage: DurableObjectStorage): boolean {
  return storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").toArray().length > 0
}
