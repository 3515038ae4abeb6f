/** What a job was expected to cost, and what one of the provider's units costs, USD; null where that is not known. */
export type Tariff = { priceUsd: number; unitUsd: number | null }

/** fal counts some of its models in cents: an amount that is this many times off the price is not in the units that we know. */
const FAR_OFF = 4

/** USD that so many units come to; null where nobody can tell. */
export function billedUsd(units: number | null, { priceUsd, unitUsd }: Tariff): number | null {
  if (units === null || unitUsd === null) return null
  const usd = units * unitUsd
  return usd > priceUsd * FAR_OFF || (usd > 0 && usd < priceUsd / FAR_OFF) ? null : usd
}
