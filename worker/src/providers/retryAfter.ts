/** When an answer says to come back (`Retry-After`, RFC 9110, section 10.2.3: seconds, or a date), in ms from now; null when it does not. */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1000
  // Only dates begin with a letter; what else JavaScript would read as one is no delay. All are in GMT, one form without saying so.
  const at = /^[a-z]/i.test(value) ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
