import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { FinishedShoot } from './FinishedShoot.ts'

/** What one takes along. */
export function downloading(the: () => FinishedShoot): void {
  /** Presses what saves a file; its name and its bytes. */
  async function saved(press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([the().page.waitForEvent('download'), press()])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }

  async function choose(item: string): Promise<void> {
    const { page, shoot } = the()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    const chosen = page.getByRole('menuitem', { name: item })
    await chosen.waitFor()
    await shoot('downloads')
    await chosen.click()
  }

  const title = async () => {
    const heading = await the().page.getByRole('heading', { level: 1 }).textContent()
    return heading ?? ''
  }

  it('are everything in one zip: what its manifest says, byte for byte', async () => {
    const { page, id, client } = the()
    await page.goto(`/shoots/${id}`)
    const { name, bytes } = await saved(() => choose('Everything, as one zip'))
    expect(name).toBe(`${await title()}.zip`)
    const { 'manifest.json': manifest = new Uint8Array(), ...files } = unzipSync(bytes)
    const listed = JSON.parse(strFromU8(manifest)).files as { file: string; asset: { id: string; sha256: string } }[]
    expect(Object.keys(files).sort()).toEqual(listed.map(({ file }) => file).sort())
    // Two photos, the hero, the sheet, six frames, five clips and the film.
    expect(listed).toHaveLength(16)
    for (const { file, asset } of listed) {
      const packed = Buffer.from(files[file] ?? [])
      expect(packed.equals(await client.media(asset.id)), file).toBe(true)
      expect(createHash('sha256').update(packed).digest('hex')).toBe(asset.sha256)
    }
  })

  it('are a contact sheet for the client, of three pages', async () => {
    const { name, bytes } = await saved(() => choose('Contact sheet for the client, PDF'))
    expect(name).toBe(`${await title()} - contact sheet.pdf`)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const pdf = await PDFDocument.load(bytes)
    expect(pdf.getTitle()).toBe(await title())
    expect(pdf.getPageCount()).toBe(3)
  })

  it('are single files, under a name that says what they are', async () => {
    const { page, id, client, versions, troubles } = the()
    const [film] = await versions('film')
    const byLink = await saved(() => page.getByRole('link', { name: 'Download the film' }).click())
    const byMenu = await saved(() => choose('The film'))
    expect([byLink.name, byMenu.name]).toEqual(['film.mp4', 'film.mp4'])
    expect(byMenu.bytes.equals(await client.media(film?.id ?? ''))).toBe(true)
    const [, frame] = await versions('frame_2')
    await page.goto(`/shoots/${id}?look=${frame?.id}`)
    const picture = await saved(() => page.getByRole('dialog').getByRole('link', { name: 'Download' }).click())
    expect(picture.name).toBe('frame-2.png')
    expect(picture.bytes.equals(await client.media(frame?.id ?? ''))).toBe(true)
    expect(troubles).toEqual([])
  })
}
