import type { JobFailure } from '@fashion-shoot/protocol'
import { ProviderBusy, ProviderFailure } from '../Provider.ts'
import type { FailureRow } from './FailureRow.ts'

/** What the work is, for the words of its failures. */
export type WorkKind = 'image' | 'clip'

/** What is known of one failure beside its row. */
export type Circumstances = {
  kind: WorkKind
  /** The provider's own words. */
  reason?: string | undefined
  /** What the provider objects to; the work itself where it does not say. */
  object?: string | undefined
  /** What the provider says of the charge, null where it says nothing. */
  charged?: 'no' | 'yes' | null
  /** ms, null where the provider does not say. */
  retryAfterMs?: number | null
}

const WORDS: Record<WorkKind, { kind: string; service: string; work: string }> = {
  image: { kind: 'image', service: 'image service', work: 'picture' },
  clip: { kind: 'clip', service: 'clip service', work: 'clip' },
}

const CHARGE: Record<JobFailure['charged'], string> = {
  no: 'Nothing was charged.',
  maybe: 'It may have been charged.',
  yes: 'It was charged.',
}

/** A row's failure as an error: a ProviderBusy where the call is to be made again, else a ProviderFailure. */
export function failWith(row: FailureRow, about: Circumstances): ProviderFailure | ProviderBusy {
  const isFull = row.retry === 'place'
  if (!isFull && row.retry !== 'later') return failureOf(row, about)
  const mayBeTaken = row.charged !== 'no'
  return new ProviderBusy(inWords(row.message, about), { isFull, mayBeTaken, retryAfterMs: about.retryAfterMs ?? null })
}

/** A row's failure as the end of a job. */
export function failureOf(row: FailureRow, about: Circumstances): ProviderFailure {
  const charged = about.charged ?? row.charged
  const failure: JobFailure = {
    code: inWords(row.code, about),
    message: inWords(row.message, about),
    hint: `${inWords(row.hint, about)} ${CHARGE[charged]}`,
    retryable: row.retry !== 'never',
    charged,
  }
  return new ProviderFailure(failure, row.retry === 'anew' && charged === 'no')
}

function inWords(template: string, { kind, reason, object }: Circumstances): string {
  const words: Record<string, string> = {
    ...WORDS[kind],
    object: object ?? `this ${WORDS[kind].work}`,
    reason: reason?.trim().replace(/\.$/, '') || 'it gave no reason',
  }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
}
