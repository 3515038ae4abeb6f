import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'
import { ProviderBusy, ProviderFailure, type WorkRef } from '../../worker/src/providers/Provider.ts'
import { sayDone, sayStep } from '../cloudflare/say.ts'
import { whyNoAnswer } from '../cloudflare/whyNoAnswer.ts'
import type { Purchase } from './Purchase.ts'
import { waitForWork } from './waitForWork.ts'

/** What was bought, as the recording keeps it. */
export type Receipt = {
  what: string
  how: string
  order: WorkRef
  /** USD, of our table. */
  priceUsd: number
  /** USD, as the provider has billed it; null where it does not say. */
  billedUsd: number | null
  /** From the order to the file. */
  seconds: number
  file: string
  bytes: number
  sha256: string
}

/** Buys one thing after the other, and knows at any time what was ordered and is not here yet. */
export class Till {
  readonly receipts: Receipt[] = []
  readonly #folder: string
  #open: { purchase: Purchase; ref: WorkRef | null } | null = null

  /** @param folder where the files go */
  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Orders, waits, and stores the result.
   *
   * @throws UserError that says what the provider says, and whether it was charged
   */
  async buy(purchase: Purchase): Promise<Receipt> {
    const { what, how, priceUsd, file } = purchase
    try {
      sayStep(`Preparing ${what} …`)
      const place = await purchase.prepare()
      const began = Date.now()
      this.#open = { purchase, ref: null }
      const ref = await place()
      this.#open = { purchase, ref }
      sayDone(`Ordered ${what} ${how}: ${ref.id}`)
      const { url, usd } = await waitForWork(purchase, ref)
      const response = await purchase.download(url)
      if (!response.ok) throw new UserError(`The result of ${ref.id} answers with status ${response.status}.`)
      const bytes = Buffer.from(await response.arrayBuffer())
      writeFileSync(join(this.#folder, file), bytes)
      this.#open = null
      const seconds = Math.round((Date.now() - began) / 100) / 10
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const sizes = { file, bytes: bytes.length, sha256 }
      const money = { priceUsd: rounded(priceUsd), billedUsd: usd === null ? null : rounded(usd) }
      const receipt = { what, how, order: ref, ...money, seconds, ...sizes }
      this.receipts.push(receipt)
      return receipt
    } catch (error) {
      throw this.#inWords(error)
    }
  }

  /** Where what was ordered and is not here can be found, in a sentence; null when there is nothing of the kind. */
  get unfetched(): string | null {
    if (this.#open === null) return null
    const { purchase, ref } = this.#open
    if (ref !== null) return `Ordered, and not here yet: ${purchase.what}, ${purchase.whereabouts(ref)}.`
    return `An order of ${purchase.what} has gone out, and was not answered yet: it may have been taken.`
  }

  #inWords(error: unknown): unknown {
    if (error instanceof UserError || !(error instanceof Error)) return error
    if (error instanceof ProviderFailure) {
      // Nothing more comes of what costs nothing. What may be charged is worth a look at the provider.
      if (error.failure.charged === 'no') this.#open = null
      return new UserError(`${error.message}\n${error.failure.hint}`)
    }
    if (error instanceof ProviderBusy && !error.mayBeTaken && this.#open?.ref === null) this.#open = null
    const next =
      this.#open === null
        ? 'Nothing was ordered by that. Type the same command again later.'
        : 'What was ordered goes on; typed again, the same command would order, and pay, anew.'
    return new UserError(`${whyNoAnswer(error).replace(/\.$/, '')}.\n${next}`)
  }
}

/** Without what arithmetic in binary leaves behind. */
function rounded(usd: number): number {
  return Number(usd.toFixed(6))
}
