/** @module Files that come to a page otherwise than by its button: let go over it, or from the clipboard. */
import type { Locator, Page } from 'playwright-core'
import type { TestFile } from './testPhotos.ts'

/** Drags files that are made in the page over an element, calls back, and lets them go there. */
export async function dropOn(target: Locator, files: TestFile[], over: () => Promise<void> = async () => {}) {
  const dataTransfer = await transferOf(target.page(), files)
  for (const type of ['dragenter', 'dragover']) await target.dispatchEvent(type, { dataTransfer })
  await over()
  await target.dispatchEvent('drop', { dataTransfer })
}

/** Drags what lies on disk, as from a file manager, to a place of the window, px. */
export async function dropFromDisk(page: Page, paths: string[], x: number, y: number): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, x, y, data })
  await devTools.detach()
}

/** Pastes files that are made in the page. */
export async function pasteOn(target: Locator, files: TestFile[]): Promise<void> {
  const transfer = await transferOf(target.page(), files)
  await target.evaluate((element, clipboardData) => {
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, transfer)
}

/** Puts a PNG onto the browser's clipboard, as copying a picture does. */
export async function copyPicture(page: Page, { buffer }: TestFile): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
  }, buffer.toString('base64'))
}

function transferOf(page: Page, files: TestFile[]) {
  const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }))
  return page.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type: mimeType }))
    }
    return transfer
  }, sent)
}
