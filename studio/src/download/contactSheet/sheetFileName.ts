/** What no system has in a file's name; control characters among it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g

/** A file name from a shoot's title: `Orange line / dusk` → `Orange line dusk – contact sheet.pdf`. */
export function sheetFileName(title: string): string {
  const name = title
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .slice(0, 80)
    .trim()
  return `${name || 'Shoot'} – contact sheet.pdf`
}
