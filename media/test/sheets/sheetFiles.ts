import { writeFile } from 'node:fs/promises'
import { temporaryFolder } from '../temporaryFolder.ts'
import { drawSheet, type SheetSpec } from './drawSheet.ts'

/** For the tests of one file: writes sheets into a temporary folder, each with a folder for its frames that is not there yet. */
export function sheetFiles() {
  const path = temporaryFolder()
  let count = 0
  const written = async (bytes: Buffer) => {
    const sheet = path(`-sheet ${++count}[page=1].png`)
    await writeFile(sheet, bytes)
    return { sheet, outDir: path(`frames ${count}`) }
  }
  const drawn = async (spec: SheetSpec) => {
    const truth = await drawSheet(spec)
    return { truth, ...(await written(truth.bytes)) }
  }
  return { path, written, drawn }
}
