/** Runs every variant once per round, in turn, so that what else the machine does falls on all alike. */
export async function alternate<Name extends string, Result>(
  variants: Record<Name, () => Promise<Result>>,
  rounds: number,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(variants) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`)
      results[name].push(await variants[name]())
    }
  }
  return results
}
