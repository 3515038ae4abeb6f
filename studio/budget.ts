import { gzipSync } from 'node:zlib'
import type { Rolldown } from 'vite'
import { PAGE_LIMITS } from './pageLimits.ts'

/** The pages that have a budget, each with the module that the entry loads lazily. */
const PAGES = [
  { page: 'start', module: '/src/start/StartPage.tsx' },
  { page: 'shoot', module: '/src/ShootPage.tsx' },
] as const

/** What is looked at of a built chunk. */
export type Chunk = Pick<Rolldown.OutputChunk, 'fileName' | 'code' | 'imports' | 'isEntry' | 'facadeModuleId'>

/**
 * What each page loads at first, in words: the entry, the page itself, and all that these import statically.
 * @throws when one loads more than its limit, with what it loads
 */
export function checkBudget(chunks: Chunk[]): string[] {
  const { scriptKb: limitKb } = PAGE_LIMITS
  return PAGES.map(({ page, module }) => {
    const own = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module))
    if (own === undefined)
      throw new Error(`The ${page} page, ${module}, is no chunk of its own: budget.ts can't measure it.`)
    const loaded = withImports([...chunks.filter(({ isEntry }) => isEntry), own], chunks).map(({ fileName, code }) => ({
      fileName,
      kb: gzipSync(code).length / 1000,
    }))
    const sum = loaded.reduce((total, { kb }) => total + kb, 0)
    const words = `The ${page} page loads ${sum.toFixed(1)} of ${limitKb} kB of script`
    if (sum <= limitKb) return `${words}.`
    const list = loaded.map(({ fileName, kb }) => `  ${kb.toFixed(1).padStart(6)} ${fileName}`)
    throw new Error([`${words}. Make a part of it lazy:`, ...list].join('\n'))
  })
}

/** The chunks and all that they import statically, each once. */
function withImports(roots: Chunk[], chunks: Chunk[]): Chunk[] {
  const found = new Set(roots)
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk)
  }
  return [...found]
}
