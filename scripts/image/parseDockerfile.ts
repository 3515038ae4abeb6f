export type Step =
  | { kind: 'workdir'; path: string }
  | { kind: 'env'; values: Record<string, string> }
  | { kind: 'copy'; from: string | null; sources: string[]; to: string }
  | { kind: 'run'; command: string }
  | { kind: 'expose'; port: number }

export type Stage = {
  /** The name after AS, or `null`. */
  name: string | null
  /** A stage's name, or an image. */
  base: string
  steps: Step[]
}

/**
 * Reads a Dockerfile of the few forms that ours has. Strict on purpose: what runs its steps without Docker must not pass over one.
 *
 * @throws Error that names the line, for any other instruction, flag or form
 */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = []
  for (const { line, text: instruction } of instructions(text)) {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(instruction) ?? []
    try {
      if (name === 'FROM') stages.push(parseFrom(rest))
      else if (stages.length === 0) throw new Error('comes before the first FROM')
      else stages.at(-1)?.steps.push(parseStep(name, rest))
    } catch (error) {
      throw new Error(`Line ${line} (${instruction}): ${error instanceof Error ? error.message : error}.`)
    }
  }
  return stages
}

/** Lines without comments, those that end in a backslash joined with their next. */
function instructions(text: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = []
  let isOpen = false
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(raw)) continue
    const part = raw.trim().replace(/\s*\\$/, '')
    const last = found.at(-1)
    if (isOpen && last !== undefined) last.text += ` ${part}`
    else found.push({ line: index + 1, text: part })
    isOpen = raw.trimEnd().endsWith('\\')
  }
  return found
}

function parseFrom(rest: string): Stage {
  const match = /^([^\s$-][^\s$]*)(?:\s+AS\s+(\S+))?$/.exec(rest)
  if (match?.[1] === undefined) throw new Error('a base is written as: FROM image AS name')
  return { base: match[1], name: match[2] ?? null, steps: [] }
}

function parseStep(name: string, rest: string): Step {
  switch (name) {
    case 'WORKDIR':
      return { kind: 'workdir', path: plain(rest) }
    case 'ENV':
      return { kind: 'env', values: Object.fromEntries(rest.split(/\s+/).map(assignment)) }
    case 'COPY':
      return parseCopy(rest)
    case 'RUN':
      if (/^(--|\[|<<)/.test(rest)) throw new Error('RUN takes a shell command, without flags')
      return { kind: 'run', command: rest }
    case 'EXPOSE':
      if (!/^\d+$/.test(rest)) throw new Error('EXPOSE takes one port')
      return { kind: 'expose', port: Number(rest) }
    case 'CMD':
    case 'ENTRYPOINT':
      throw new Error(`the image must have no ${name}: the base image's own server has to start`)
    default:
      throw new Error(`${name} is not known here`)
  }
}

function assignment(text: string): [string, string] {
  const match = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(plain(text))
  if (match?.[1] === undefined) throw new Error('a setting is written as NAME=value')
  return [match[1], match[2] ?? '']
}

function parseCopy(rest: string): Step {
  const [, from = null, paths = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest) ?? []
  const words = paths.split(/\s+/).map(plain)
  const to = words.pop()
  if (to === undefined || words.length === 0 || paths.startsWith('-'))
    throw new Error('COPY takes --from=, sources, a target')
  return { kind: 'copy', from, sources: words, to }
}

/** A word that means itself: no quotes, variables or wildcards. */
function plain(word: string): string {
  if (/["'$*?[\s]/.test(word)) throw new Error(`${word} is more than a plain word`)
  return word
}
