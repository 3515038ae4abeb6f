import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { checkBudget } from './budget.ts'

/**
 * Builds the page into `studio/dist`, and prints what each page loads at first.
 * @throws when a source does not compile, or a page loads more than its budget
 */
export async function buildStudio(): Promise<void> {
  // The tests' set-up builds too, in Vitest's environment; Vite would take that as leave to bundle React for development.
  process.env.NODE_ENV = 'production'
  const built = await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' })
  if (!('output' in built)) throw new Error('unreachable: one build, not watched')
  const chunks = built.output.filter((file) => file.type === 'chunk')
  for (const words of checkBudget(chunks)) process.stderr.write(`${words}\n`)
}
