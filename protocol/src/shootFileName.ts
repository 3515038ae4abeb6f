/** What no system has in a file's name, and what turns the direction of text round, which can hide what a file is. */
const FORBIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069/\\:*?"<>|]+/gu

/** What files of a whole shoot are named after its title, without what follows: `Orange line / dusk` → `Orange line dusk`. */
export function shootFileName(title: string): string {
  const name = title
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/^(.{80}).*$/u, '$1')
    // A name that ends with a dot is none on Windows.
    .replace(/[.\s]+$/, '')
  return name || 'Shoot'
}
