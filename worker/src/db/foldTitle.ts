/**
 * A title as it is searched and sorted, so that neither upper case nor accents matter: `Mäntel, Straße` → `MANTEL, STRASSE`. SQLite does
 * this for ASCII alone. In upper case, because that is where ß and ς meet what they are one with.
 */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toUpperCase()
}
