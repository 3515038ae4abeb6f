/** @module `node media/compileLoops.ts`: compiles the loops of `media/loops` into the source that carries them. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'

const LOOPS = join(import.meta.dirname, 'loops')
const SOURCE = join(import.meta.dirname, 'src/crop/lines/compiledLoops.ts')

/**
 * The source of `compiledLoops.ts`, as `media/loops` makes it.
 * @throws Error with what the compiler says
 */
export async function compileLoops(): Promise<string> {
  let wasm: Uint8Array | undefined
  // Nothing is ever freed, and what could fail traps: an instance serves one map.
  const flags = [
    '--baseDir',
    LOOPS,
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    '--use',
    'abort=',
    '--outFile',
    'loops.wasm',
  ]
  const { error, stderr } = await main(['loops.ts', ...flags], {
    writeFile(_, contents) {
      if (typeof contents !== 'string') wasm = contents
    },
  })
  if (error || !wasm) throw new Error(`media/loops does not compile:\n${stderr.toString()}`)
  const text = Buffer.from(wasm).toString('base64')
  return `/** WebAssembly, in base64: \`node media/compileLoops.ts\` makes it from \`media/loops\`. */\nexport const COMPILED_LOOPS =\n  '${text}'\n`
}

if (import.meta.main) await writeFile(SOURCE, await compileLoops())
