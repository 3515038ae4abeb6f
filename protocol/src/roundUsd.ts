/** USD in whole micro-dollars: sums stay free of binary dust. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}
