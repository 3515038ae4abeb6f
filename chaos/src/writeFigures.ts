import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repoRoot } from './stack/repoRoot.ts'

const FILE = join(repoRoot, 'docs/reliability.md')
const PLACE = /(<!-- chaos -->).*(<!-- \/chaos -->)/s

/** Puts a run's figures into docs/reliability.md in place of the last ones. */
export async function writeFigures(markdown: string): Promise<void> {
  const text = await readFile(FILE, 'utf8')
  if (!PLACE.test(text)) throw new Error(`${FILE} has no place for the figures: <!-- chaos --> … <!-- /chaos -->`)
  await writeFile(
    FILE,
    text.replace(PLACE, (_, begin: string, end: string) => `${begin}\n${markdown}\n${end}`),
  )
}
