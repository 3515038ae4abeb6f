/** What an answer of the Messages API has used, in tokens, as its `usage` counts them: https://platform.claude.com/docs/en/api/messages */
export type TokenUsage = {
  /** Without what was read from or written to the cache. */
  input: number
  output: number
  cacheRead: number
  /** All that was written to the cache. */
  cacheWrite: number
  /** What of it stays for an hour rather than for five minutes. */
  cacheWrite1h: number
  /** Searches in the web, each of which costs on its own. */
  webSearches: number
  /** Priority in speed, for a surcharge. */
  isFast: boolean
  /** Worked out in the United States alone, for a surcharge. */
  isUsOnly: boolean
}

/** USD per million tokens. */
type TokenPrice = { input: number; output: number; write5m: number; write1h: number; read: number }

/** Written to the cache, tokens cost 1.25 times as much for five minutes, and twice as much for an hour, whatever the model. */
function price(input: number, output: number, read: number): TokenPrice {
  return { input, output, write5m: 1.25 * input, write1h: 2 * input, read }
}

/** As published at https://platform.claude.com/docs/en/about-claude/pricing; looked up on 28 November 2026, when the newest copy at hand was of October. */
const TOKEN_USD = new Map<string, TokenPrice>([
  ['claude-fable-5-1', price(10, 50, 0.25)],
  ['claude-mythos-5-1', price(10, 50, 0.25)],
  ['claude-fable-5', price(10, 50, 1)],
  ['claude-mythos-5', price(10, 50, 1)],
  ['claude-opus-5-5', price(4, 20, 0.2)],
  ['claude-opus-5', price(5, 25, 0.5)],
  ['claude-opus-4-8', price(5, 25, 0.5)],
  ['claude-opus-4-7', price(5, 25, 0.5)],
  ['claude-opus-4-6', price(5, 25, 0.5)],
  ['claude-opus-4-5', price(5, 25, 0.5)],
  ['claude-opus-4-1', price(15, 75, 1.5)],
  ['claude-opus-4', price(15, 75, 1.5)],
  ['claude-sonnet-5-5', price(2, 10, 0.1)],
  ['claude-sonnet-5', price(2, 10, 0.2)],
  ['claude-sonnet-4-6', price(3, 15, 0.3)],
  ['claude-sonnet-4-5', price(3, 15, 0.3)],
  ['claude-sonnet-4', price(3, 15, 0.3)],
  ['claude-haiku-5-5', price(0.1, 0.5, 0.01)],
  ['claude-haiku-4-5', price(1, 5, 0.1)],
  ['claude-3-5-haiku', price(0.8, 4, 0.08)],
])
/** Models of which a long prompt costs more, that prompt's tokens and all others of its answer. */
const LONG_PROMPT = new Map([['claude-haiku-5-5', { above: 100_000, price: price(0.5, 2.5, 0.05) }]])
const WEB_SEARCH_USD = 0.01
const US_ONLY_FACTOR = 1.1
/** From twice to six times as much, by model. The director never asks for it, so the most counts. */
const FAST_FACTOR = 6
/** No row is dearer. */
const DEAREST: TokenPrice = [...TOKEN_USD.values()].reduce((most, one) => ({
  input: Math.max(most.input, one.input),
  output: Math.max(most.output, one.output),
  write5m: Math.max(most.write5m, one.write5m),
  write1h: Math.max(most.write1h, one.write1h),
  read: Math.max(most.read, one.read),
}))

/** USD that an answer costs. A model without a price counts as the dearest: a budget must not be passed because a name is unknown. */
export function tokensUsd(model: string, usage: TokenUsage): number {
  const { input, output, cacheRead, cacheWrite, cacheWrite1h, webSearches, isFast, isUsOnly } = usage
  const name = nameOf(model)
  const long = LONG_PROMPT.get(name)
  const isLong = long !== undefined && input + cacheRead + cacheWrite > long.above
  const each = isLong ? long.price : (TOKEN_USD.get(name) ?? DEAREST)
  const written = (cacheWrite - cacheWrite1h) * each.write5m + cacheWrite1h * each.write1h
  const tokens = (input * each.input + output * each.output + cacheRead * each.read + written) / 1e6
  return tokens * (isFast ? FAST_FACTOR : 1) * (isUsOnly ? US_ONLY_FACTOR : 1) + webSearches * WEB_SEARCH_USD
}

/** Whether the table has the price of a model. */
export function hasTokenPrice(model: string): boolean {
  return TOKEN_USD.has(nameOf(model))
}

/** A model's name in the table, of an id that may carry a date, or a prefix or suffix of the service that offers it. */
function nameOf(model: string): string {
  return model
    .replace(/^.*(?=claude-)/, '')
    .replace(/(-\d{8}|-latest|-v\d|[@:[]).*$/, '')
    .replaceAll('.', '-')
}
