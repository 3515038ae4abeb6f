import { confirm, isCancel, password, select, text } from '@clack/prompts'
import { UserError } from '../../cli/src/UserError.ts'

/** True when a person sits at the terminal. */
export function someoneIsThere(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true
}

/**
 * Asks whether to go on.
 *
 * @param yes the answer was given on the command line
 * @throws UserError when the answer is no, or there is nobody to ask
 */
export async function askToGoOn(message: string, yes: boolean): Promise<void> {
  if (yes) return
  if (!someoneIsThere()) throw new UserError('There is nobody here to ask. Add --yes to go on without a question.', 2)
  if (answered(await confirm({ message })) !== true) throw stopped()
}

/** Asks for one of several. Throws UserError when the person would rather stop. */
export async function askWhich(message: string, options: { value: string; label: string }[]): Promise<string> {
  return answered(await select({ message, options }))
}

/** Asks yes or no. Throws UserError when the person would rather stop. */
export async function askWhether(message: string): Promise<boolean> {
  return answered(await confirm({ message, initialValue: false }))
}

/** Asks for a line. Throws UserError when the person would rather stop. */
export async function askLine(message: string): Promise<string> {
  return (answered(await text({ message })) ?? '').trim()
}

/** Asks for something that is not shown while it is typed; empty when it is skipped. Throws UserError when the person would rather stop. */
export async function askHidden(message: string, problem: (value: string) => string | undefined): Promise<string> {
  const typed = await password({
    message,
    validate: (value) => (value?.trim() ? problem(value.trim()) : undefined),
  })
  return (answered(typed) ?? '').trim()
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (isCancel(answer)) throw stopped()
  return answer as Exclude<Answer, symbol>
}

function stopped(): UserError {
  return new UserError('Stopped. What was done before is kept; the same command goes on from there.')
}
