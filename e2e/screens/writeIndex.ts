import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScreenGroup } from './Screen.ts'
import { fileOf, viewsOf } from './VIEWS.ts'

const HEAD = `# Every screen and state

\`npm run screens\` takes these pictures and writes this page, from the lists in \`e2e/screens/lists/\`: a new state is one entry there. Each is
shown in a window by day and on a phone by night, the main ones in all four. The pictures in them are the stand-ins' work on the sample photos.
`

/** Writes the page that shows all pictures of a folder in their order. */
export async function writeIndex(groups: ScreenGroup[], folder: string): Promise<void> {
  const sections = groups.map(({ title, screens }) => `## ${title}\n\n${screens.map(entry).join('\n\n')}\n`)
  await writeFile(join(folder, 'README.md'), [HEAD, ...sections].join('\n'))
}

function entry(screen: ScreenGroup['screens'][number]): string {
  const pictures = viewsOf(screen).map((view) => {
    const width = view.phone ? 130 : 500
    return `<img src="${fileOf(screen, view)}" width="${width}" alt="${view.width} px, ${view.theme}">`
  })
  return `**${screen.name}**: ${screen.shows}\n\n${pictures.join('\n')}`
}
