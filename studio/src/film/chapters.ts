import type { Asset, SessionView, Slot } from '@fashion-shoot/protocol'

/** One clip's part of a film: from when to when, s. */
export type Chapter = { slot: Slot; start: number; end: number }

/**
 * The clips of a film in their order. Each takes as much of the film as any other: a stitch gives all the same length. A clip that plays by
 * itself has none.
 */
export function chaptersOf(
  { assets }: Pick<SessionView, 'assets'>,
  { madeFrom, slot, durationSeconds }: Asset,
): Chapter[] {
  if (slot !== 'film' || durationSeconds === null) return []
  const clips = madeFrom.flatMap((id) => assets[id]?.slot ?? [])
  const each = durationSeconds / clips.length
  return clips.map((clip, index) => ({ slot: clip, start: index * each, end: (index + 1) * each }))
}

/** The chapter at a time, s; the last one's end belongs to it. */
export function chapterAt(chapters: Chapter[], time: number): Chapter | undefined {
  return chapters.findLast(({ start }) => time >= start)
}
