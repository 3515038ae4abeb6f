import { gzipSync } from 'node:zlib'
import type { Rolldown } from 'vite'

/** kB of script, gzip, that a page may load before it shows itself; 1 kB is 1000 bytes. */
const LIMITS_KB = { start: 155, shoot: 160 } as const

/** The module that each page is, which the entry loads lazily; what the entry loads itself counts for every page. */
const MODULES: Record<keyof typeof LIMITS_KB, string> = {
  start: '/src/start/StartPage.tsx',
  shoot: '/src/ShootPage.tsx',
}

/**
 * Prints what each page loads at first.
 * @throws when one loads more than its limit, with what it loads
 */
export function checkBudget(output: (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): void {
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
  for (const [page, limit] of Object.entries(LIMITS_KB)) {
    const roots = [...chunks.values()].filter(
      (chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith(MODULES[page as keyof typeof MODULES]),
    )
    const loaded = withImports(roots, chunks).map(({ fileName, code }) => ({
      fileName,
      kb: gzipSync(code).length / 1000,
    }))
    const sum = loaded.reduce((total, { kb }) => total + kb, 0)
    const words = `the ${page} page loads ${sum.toFixed(1)} of ${limit} kB of script, gzip`
    if (sum > limit) {
      const list = loaded.map(({ fileName, kb }) => `  ${kb.toFixed(1).padStart(6)} ${fileName}`)
      throw new Error([`${words}: make a part of it lazy.`, ...list].join('\n'))
    }
    process.stderr.write(`studio: ${words}.\n`)
  }
}

/** The chunks and all that they import statically, each once. */
function withImports(roots: Rolldown.OutputChunk[], chunks: Map<string, Rolldown.OutputChunk>): Rolldown.OutputChunk[] {
  const found = new Set(roots)
  for (const { imports } of found) for (const name of imports) found.add(chunks.get(name) ?? unknown(name))
  return [...found]
}

function unknown(name: string): never {
  throw new Error(`unreachable: the build has no chunk ${name}`)
}
