/** The first `most` characters (UTF-16 units) of a text, and none of what would be half of one, which shows as a replacement sign. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
}
