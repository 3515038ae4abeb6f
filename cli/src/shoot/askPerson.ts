import { isCancel, select, text } from '@clack/prompts'
import { type Checkpoint, LIMITS, STAGE_NAMES } from '@fashion-shoot/protocol'

export type Answer = { kind: 'approve' } | { kind: 'change'; note: string } | { kind: 'stop' }

/** Asks at a checkpoint what to do with the stage. Ctrl-C counts as stop. */
export async function askDecision({ stage }: Checkpoint): Promise<Answer> {
  const choice = await select({
    message: `The ${STAGE_NAMES[stage]}: what now?`,
    options: [
      { value: 'approve' as const, label: 'Approve', hint: 'go on' },
      { value: 'change' as const, label: 'Change', hint: 'say what' },
      { value: 'stop' as const, label: 'Stop here', hint: 'everything is kept' },
    ],
  })
  if (isCancel(choice) || choice === 'stop') return { kind: 'stop' }
  if (choice === 'approve') return { kind: 'approve' }
  const note = await askWords('What should be different?')
  return note === null ? { kind: 'stop' } : { kind: 'change', note }
}

/** Asks for one line; null when the person would rather stop. */
export async function askWords(message: string, initialValue = ''): Promise<string | null> {
  const words = await text({
    message,
    initialValue,
    validate: (value) => {
      if (!value?.trim()) return 'Say it in a line, or press Ctrl-C to stop.'
      return value.length > LIMITS.promptCharacters ? `${LIMITS.promptCharacters} characters at most.` : undefined
    },
  })
  return isCancel(words) ? null : words.trim()
}
