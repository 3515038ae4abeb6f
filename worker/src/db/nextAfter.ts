/** The id after which the next page of rows begins; null when this one, of at most `limit` rows, was the last. */
export function nextAfter(rows: { id: string }[], limit: number): string | null {
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null)
}
