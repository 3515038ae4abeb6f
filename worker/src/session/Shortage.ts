import {
  enoughUsd,
  roundUsd,
  type Shortfall,
  type Slot,
  STAGES,
  type Stage,
  slotName,
  stageOfSlot,
} from '@fashion-shoot/protocol'

/** USD; about what an answer of the director costs. */
const ANSWER_USD = 0.05

const COUNTS = ['Two', 'Three', 'Four', 'Five', 'Six']

type Parts = {
  /** The slots of a stage that wait to be made, but for those on their way. */
  unmade: (stage: Stage) => readonly Slot[]
  /** USD that a stage is likely to cost still, once what is `replaced` is made. */
  restUsd: (stage: Stage, replaced?: Slot) => number
}
type Amounts = Pick<Shortfall, 'spentUsd' | 'budgetUsd'>

/** Says by how much a budget falls short, in words and figures. */
export class Shortage {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Of a job in a slot that costs `usd`. Clips are asked for one by one and wanted together: those that wait too are counted in. */
  ofJob(slot: Slot, usd: number, amounts: Amounts): { message: string; shortfall: Shortfall } {
    const stage = stageOfSlot(slot)
    const together = stage === 'clips' ? new Set([slot, ...this.#parts.unmade(stage)]).size : 1
    const neededUsd = roundUsd(together * usd)
    const what = together === 1 ? `${nameOf(slot)} costs` : `${COUNTS[together - 2]} clips cost`
    const shortfall = this.#shortfall(neededUsd, amounts, slot)
    return { message: `${what} ${inUsd(neededUsd)}; ${leftWords(shortfall.leftUsd)}.`, shortfall }
  }

  /** Of an answer of the director, whose price is known only afterwards. */
  ofAnswer(amounts: Amounts): { message: string; shortfall: Shortfall } {
    const shortfall = this.#shortfall(ANSWER_USD, amounts)
    return { message: `The director stops here: ${leftWords(shortfall.leftUsd)}.`, shortfall }
  }

  /** @param slot whose stage `neededUsd` pays for whole, if it does for one */
  #shortfall(neededUsd: number, { spentUsd, budgetUsd }: Amounts, slot?: Slot): Shortfall {
    const others = STAGES.filter((other) => slot === undefined || other !== stageOfSlot(slot))
    const restUsd = others.reduce((sum, other) => sum + this.#parts.restUsd(other, slot), neededUsd)
    return {
      neededUsd,
      spentUsd,
      budgetUsd,
      leftUsd: roundUsd(Math.max(0, budgetUsd - spentUsd)),
      enoughUsd: enoughUsd(spentUsd, restUsd),
    }
  }
}

/** `Clip 3`, `The contact sheet`. */
function nameOf(slot: Slot): string {
  const name = slotName(slot)
  return /\d$/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : `The ${name}`
}

/** Whole cents, rounded down: what seems to suffice does. */
function leftWords(usd: number): string {
  const cents = Math.floor(roundUsd(usd * 100))
  return `${cents === 0 ? 'nothing' : inUsd(cents / 100)} of this shoot's budget is left`
}

/** As people write it: `$0.35`, and `$0.075` where cents do not suffice. */
function inUsd(usd: number): string {
  const digits = Number.isInteger(roundUsd(usd * 100)) ? 2 : 3
  return `$${usd.toFixed(digits)}`
}
