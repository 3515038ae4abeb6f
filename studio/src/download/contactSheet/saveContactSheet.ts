import { type SessionSummary, type SessionView, shootFileName } from '@fashion-shoot/protocol'
import { saveAs } from '../save.ts'
import { paperOf } from './paper.ts'
import { pictureWords } from './pictureWords.ts'
import { printPicture } from './printPicture.ts'
import { sheetContent } from './sheetContent.ts'
import { writeContactSheet } from './writeContactSheet.ts'

/** Makes the contact sheet for the client, and saves it. Throws where a picture cannot be loaded. */
export async function saveContactSheet(
  session: SessionSummary,
  view: Pick<SessionView, 'slots' | 'assets' | 'conversation'>,
): Promise<void> {
  const content = sheetContent(session, view)
  const pdf = await writeContactSheet(content, paperOf(navigator.language), { printPicture, pictureWords })
  const url = URL.createObjectURL(new Blob([pdf as BlobPart], { type: 'application/pdf' }))
  // A browser whose system knows ASCII only would call it `download` for a longer dash.
  saveAs(url, `${shootFileName(content.title)} - contact sheet.pdf`)
  // The browser takes the file from the address a moment after the press.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
