import { basename, dirname, relative } from 'node:path'

type Started = {
  /** The program's own path, as it was started. */
  program: string
  env: Record<string, string | undefined>
  cwd: string
}

/** How `shoot` is started by whoever started it so: words that can be pasted before its arguments. */
export function shootCommand({ program, env, cwd }: Started): string {
  // npx runs what lies in the project's own folder, where no shell finds it.
  if (env.npm_command === 'exec' || basename(dirname(program)) === '.bin') return 'npx shoot'
  return basename(program) === 'shoot' ? 'shoot' : `node ${shellWord(relative(cwd, program))}`
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
