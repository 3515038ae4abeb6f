import { type JobRequest, slotName } from '@fashion-shoot/protocol'
import { errorWords } from './errorWords.ts'
import type { JobOutcomes } from './runJobs.ts'
import { listNumbers } from './shoot.ts'
import { ToolError } from './ToolError.ts'

/**
 * What a tool says where some of its jobs failed: why, what is kept, and what to do. Null where none did. Jobs that are beyond the budget
 * are told of once, and end the turn.
 */
export function failedJobs({ stored, failed }: JobOutcomes<JobRequest>, advice: string): ToolError | null {
  if (failed.length === 0) return null
  const [unpaid, others] = [failed.filter(isUnpaid), failed.filter((one) => !isUnpaid(one))]
  const words = others.map(({ error }) => errorWords(error))
  const kept = `Made and kept: ${names(stored)}.`
  const told = [...new Set(words.map((one) => one.told)), ...(stored.length === 0 ? [] : [kept])]
  const forDirector = [
    ...words.map((one) => one.advice),
    ...(stored.length === 0 ? [kept] : []),
    ...(unpaid.length > 1 ? [`Not made for one reason: ${names(unpaid)}.`] : []),
    ...unpaid.slice(0, 1).map(({ error }) => errorWords(error).advice),
    ...(unpaid.length === 0 ? [advice] : []),
  ]
  const join = (parts: string[]) => parts.filter((part) => part !== '').join(' ')
  return new ToolError(join(told), { advice: join(forDirector), endsTurn: unpaid.length > 0 })
}

function isUnpaid({ error }: { error: unknown }): boolean {
  return error instanceof ToolError && error.endsTurn
}

function names(jobs: readonly { request: JobRequest }[]): string {
  return listNumbers(jobs.map(({ request }) => slotName(request.slot)))
}
