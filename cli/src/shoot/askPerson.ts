import { isCancel, text } from '@clack/prompts'
import { BUDGET_LIMIT, type Checkpoint, checkpointName, LIMITS, Options, type Shortfall } from '@fashion-shoot/protocol'
import { usd } from './spendWords.ts'

export type Answer = { kind: 'approve' } | { kind: 'change'; note: string } | { kind: 'stop' }

/** Words that approve, and words that stop; anything else is a change. */
const APPROVE = /^(a|approve|approved|y|yes|ok|okay|go on|continue)[.!]?$/i
const STOP = /^(s|stop|q|quit|exit)[.!]?$/i

/** Asks at a checkpoint what to do with the stage: Return approves, words say what to change. Ctrl-C counts as stop. */
export async function askDecision(checkpoint: Checkpoint): Promise<Answer> {
  const { nextUsd, plan } = checkpoint
  const next = nextUsd ? ` (what follows costs about ${usd(nextUsd)})` : ''
  const price = plan === undefined ? '' : `, ${usd(plan.totalUsd)}`
  const words = await text({
    message: `The ${checkpointName(checkpoint)}${price}: press Return to approve${next}, or say what to change ("stop" to stop here)`,
    validate: tooLong,
  })
  return isCancel(words) ? { kind: 'stop' } : readAnswer(words ?? '')
}

/** What a person means by what they typed at a checkpoint. */
export function readAnswer(typed: string): Answer {
  const words = typed.trim()
  if (words === '' || APPROVE.test(words)) return { kind: 'approve' }
  if (STOP.test(words)) return { kind: 'stop' }
  return { kind: 'change', note: words }
}

/** Asks for one line; null when the person would rather stop. */
export async function askWords(message: string, initialValue = ''): Promise<string | null> {
  const words = await text({
    message,
    initialValue,
    validate: (value) => (value?.trim() ? tooLong(value) : 'Say it in a line, or press Ctrl-C to stop.'),
  })
  return isCancel(words) ? null : words.trim()
}

/** Asks what the shoot may spend from now on, USD; null when the person would rather stop. */
export async function askBudget({ enoughUsd, spentUsd }: Shortfall): Promise<number | null> {
  const read = (typed: string | undefined) => Options.shape.budgetUsd.safeParse(Number(typed?.replace(/^\$/, ''))).data
  const typed = await text({
    message: 'What may this shoot spend in all, in USD?',
    initialValue: String(enoughUsd),
    validate: (value) => {
      const budgetUsd = read(value)
      if (budgetUsd === undefined) return BUDGET_LIMIT
      return budgetUsd > spentUsd ? undefined : `${usd(spentUsd)} is spent already: name more than that.`
    },
  })
  return isCancel(typed) ? null : (read(typed) ?? null)
}

function tooLong(value: string | undefined): string | undefined {
  return (value ?? '').length > LIMITS.promptCharacters ? `${LIMITS.promptCharacters} characters at most.` : undefined
}
