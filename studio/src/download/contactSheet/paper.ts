/** A landscape sheet of paper: pt, 72 to the inch. */
export type Paper = { width: number; height: number }

const A4: Paper = { width: 841.89, height: 595.28 }
const LETTER: Paper = { width: 792, height: 612 }

/** Where paper is cut to US Letter, by ISO 3166 (Unicode CLDR, supplemental data, `paperSize`). */
const LETTER_REGIONS = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

/** The paper that a printer is likely to have where a language is spoken: `en-US` → Letter. */
export function paperOf(language: string): Paper {
  return LETTER_REGIONS.has(new Intl.Locale(language).maximize().region ?? '') ? LETTER : A4
}
