import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The SDK's native program, from the package of this platform. A bundled SDK can't find it by itself. Throws an Error that says
 * what to install.
 */
export function findClaudeExecutable(): string {
  const base = `@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}`
  const { resolve } = createRequire(import.meta.url)
  for (const name of [base, `${base}-musl`]) {
    try {
      return join(dirname(resolve(`${name}/package.json`)), process.platform === 'win32' ? 'claude.exe' : 'claude')
    } catch {
      // Not the package of this system's C library: try the next.
    }
  }
  throw new Error(`The package ${base} is not installed. Install again without leaving out optional packages.`)
}
