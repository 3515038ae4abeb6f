import type { Evidence } from '../evidence/Evidence.ts'
import { assetsAreStored } from './assetsAreStored.ts'
import { databaseAgrees } from './databaseAgrees.ts'
import { jobsAreOneOrder } from './jobsAreOneOrder.ts'
import { logHasNoGap } from './logHasNoGap.ts'
import { nothingIsLeftOver } from './nothingIsLeftOver.ts'
import { nothingIsMadeTwice } from './nothingIsMadeTwice.ts'
import { nothingIsPaidTwice } from './nothingIsPaidTwice.ts'
import { spendIsTrue } from './spendIsTrue.ts'
import { turnsAreOver } from './turnsAreOver.ts'
import { viewsAgree } from './viewsAgree.ts'

/** What holds after every shoot, whatever went wrong in it, by the names of `docs/reliability.md`. Each says what breaks it. */
export const INVARIANTS: Record<string, (evidence: Evidence) => string[]> = {
  logHasNoGap,
  viewsAgree,
  assetsAreStored,
  jobsAreOneOrder,
  nothingIsPaidTwice,
  nothingIsMadeTwice,
  spendIsTrue,
  turnsAreOver,
  nothingIsLeftOver,
  databaseAgrees,
}
