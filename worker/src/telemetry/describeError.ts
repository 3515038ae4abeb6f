/** An error as a log has it. The stack is for the log alone: no user ever sees it. */
export type DescribedError = {
  name: string
  message: string
  stack?: string
  cause?: DescribedError
  errors?: DescribedError[]
}

/** How far causes are followed: one that is its own cause would have no end. */
const DEPTH = 4

/** What there is to say of whatever was thrown, without the values that some libraries put into their messages. */
export function describeError(error: unknown, depth = DEPTH): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: withoutValues(String(error)) }
  const { cause } = error
  const errors = error instanceof AggregateError && depth > 0 ? error.errors : []
  return {
    name: error.name,
    message: withoutValues(error.message),
    ...(error.stack !== undefined && { stack: frames(error.stack, error.message) }),
    ...(cause !== undefined && depth > 0 && { cause: describeError(cause, depth - 1) }),
    ...(errors.length > 0 && { errors: errors.map((one: unknown) => describeError(one, depth - 1)) }),
  }
}

/** A failed query names its parameters, and JSON that cannot be read is quoted: either can be what a person has written. */
function withoutValues(message: string): string {
  return message
    .replace(/(Failed query: .*?)\nparams: .*/s, '$1')
    .replace(/, (?:\.{3})?".*"(?:\.{3})? is not valid JSON/s, ' in what is not valid JSON')
}

/** Where it was thrown; the engine repeats the message before that. */
function frames(stack: string, message: string): string {
  return stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
