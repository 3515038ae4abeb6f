/** How often each name is there, most first. */
export function countByName(names: readonly string[]): [name: string, times: number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}
