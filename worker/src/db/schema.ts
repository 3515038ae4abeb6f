import {
  type CHECKPOINT_STATES,
  type ClipModel,
  type ContentType,
  DEFAULT_CLIP_MODEL,
  DEFAULT_RESOLUTION,
  type ImageModel,
  type Job,
  type JobState,
  type Plan,
  type Resolution,
  type Role,
  type Slot,
  type Stage,
  type Stops,
} from '@fashion-shoot/protocol'
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What spans sessions: lists, search, spend, and uploads that belong to no session yet. Everything else is a projection of the
 * Session objects' logs, written idempotently. Times are ISO 8601 in UTC, prices USD, sizes bytes and px, durations s.
 */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    /** Whose it is; what is from before there were owners is of local mode. */
    owner: text().notNull().default('local'),
    title: text().notNull(),
    /** By `foldTitle`. */
    titleKey: text().notNull().default(''),
    stops: text().$type<Stops>().notNull(),
    stage: text().$type<Stage>(),
    coverAssetId: text(),
    coverHasPreview: integer({ mode: 'boolean' }).notNull().default(false),
    imageModel: text().$type<ImageModel>().notNull().default('nano-banana-pro'),
    clipModel: text().$type<ClipModel>().notNull().default(DEFAULT_CLIP_MODEL),
    resolution: text().$type<Resolution>().notNull().default(DEFAULT_RESOLUTION),
    budgetUsd: real().notNull().default(10),
    spentUsd: real().notNull(),
    running: integer({ mode: 'boolean' }).notNull(),
    archived: integer({ mode: 'boolean' }).notNull(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
  },
  // One for each order in which a list comes, so that a page of it reads its own rows and no others.
  ({ owner, archived, updatedAt, createdAt, titleKey, spentUsd, id }) => [
    index('sessions_by_update').on(owner, archived, updatedAt, id),
    index('sessions_by_creation').on(owner, archived, createdAt, id),
    index('sessions_by_title').on(owner, archived, titleKey, id),
    index('sessions_by_spend').on(owner, archived, spentUsd, id),
  ],
)

export const assets = sqliteTable(
  'assets',
  {
    id: text().primaryKey(),
    owner: text().notNull().default('local'),
    sessionId: text(),
    slot: text().$type<Slot>(),
    version: integer().notNull(),
    role: text().$type<Role>(),
    fileName: text().notNull(),
    contentType: text().$type<ContentType>().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    durationSeconds: real(),
    thumbhash: text(),
    hasPreview: integer({ mode: 'boolean' }).notNull().default(false),
    madeFrom: text({ mode: 'json' }).$type<string[]>().notNull(),
    jobId: text(),
    createdAt: text().notNull(),
  },
  (table) => [index('assets_by_session').on(table.sessionId)],
)

export const checkpoints = sqliteTable(
  'checkpoints',
  {
    id: text().primaryKey(),
    sessionId: text().notNull(),
    stage: text().$type<Stage>().notNull(),
    state: text().$type<(typeof CHECKPOINT_STATES)[number]>().notNull(),
    turnId: text().notNull(),
    assetIds: text({ mode: 'json' }).$type<string[]>().notNull(),
    note: text(),
    nextUsd: real(),
    plan: text({ mode: 'json' }).$type<Plan>(),
    createdAt: text().notNull(),
    decidedAt: text(),
  },
  (table) => [index('checkpoints_by_session').on(table.sessionId)],
)

export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    sessionId: text().notNull(),
    turnId: text().notNull(),
    slot: text().$type<Slot>().notNull(),
    provider: text().$type<Job['provider']>().notNull(),
    model: text().$type<Job['model']>(),
    /** The provider's own id of the work; null until it has answered. */
    providerId: text(),
    state: text().$type<JobState>().notNull(),
    priceUsd: real().notNull(),
    /** As the provider has billed it; null where it does not say. */
    billedUsd: real(),
    assetId: text(),
    failureCode: text(),
    createdAt: text().notNull(),
  },
  (table) => [index('jobs_by_session').on(table.sessionId)],
)

/** What a part that is not asked each time was last seen to do: the sandbox, whose container health must not start. */
export const partReports = sqliteTable('part_reports', {
  part: text().primaryKey(),
  ok: integer({ mode: 'boolean' }).notNull(),
  /** In words. */
  message: text().notNull(),
  at: text().notNull(),
})

/** What lets a person or a program in. The token itself is nowhere kept. */
export const accessTokens = sqliteTable('access_tokens', {
  /** SHA-256 of the token, lower-case hex. */
  hash: text().primaryKey(),
  name: text().notNull().unique(),
  owner: text().notNull(),
  createdAt: text().notNull(),
})
