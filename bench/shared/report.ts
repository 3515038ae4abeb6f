import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, '../../docs/benchmarks.md')

/** Rows of text as a Markdown table; the first row is its head. */
export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/**
 * Prints a benchmark's figures, and with `--write` puts them into docs/benchmarks.md in place of the last ones of that name,
 * with the day, the machine and its load, which shows when others were at work on it.
 */
export async function report(name: string, markdown: string): Promise<void> {
  process.stdout.write(`${markdown}\n`)
  if (!process.argv.includes('--write')) return
  const [cpu] = cpus()
  const day = new Date().toISOString().slice(0, 10)
  const load = loadavg()[0]?.toFixed(1)
  const machine = `${day}, ${cpus().length} cores (${cpu?.model.trim()}), ${process.platform}, Node ${process.versions.node}, load at the end ${load}`
  const section = `<!-- ${name} -->\n_${machine}_\n\n${markdown}\n<!-- /${name} -->`
  const text = existsSync(FILE) ? await readFile(FILE, 'utf8') : '# Benchmarks\n'
  const old = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`)
  await writeFile(FILE, old.test(text) ? text.replace(old, () => section) : `${text}\n${section}\n`)
}
