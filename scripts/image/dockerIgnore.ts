/**
 * Which files of a build context `.dockerignore` leaves out. As for Docker, the last line that matches decides, and a folder's line
 * holds for all that is in it. Known are the kinds of lines that ours has, and no more.
 *
 * @returns whether a path, relative to the context with slashes, is left out
 * @throws Error for any other line
 */
export function dockerIgnore(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseRule)
  return (path) => rules.findLast(({ matches }) => matches(path))?.isLeftOut ?? false
}

type Rule = { isLeftOut: boolean; matches: (path: string) => boolean }

function parseRule(line: string): Rule {
  if (line === '*') return { isLeftOut: true, matches: () => true }
  const kept = /^!([\w@./-]+[\w])$/.exec(line)?.[1]
  if (kept !== undefined) return { isLeftOut: false, matches: (path) => path === kept || path.startsWith(`${kept}/`) }
  const anywhere = /^\*\*\/([\w.*-]+)$/.exec(line)?.[1]
  if (anywhere === undefined) throw new Error(`.dockerignore has a line of an unknown kind: ${line}`)
  const name = new RegExp(`^${anywhere.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  return { isLeftOut: true, matches: (path) => path.split('/').some((part) => name.test(part)) }
}
