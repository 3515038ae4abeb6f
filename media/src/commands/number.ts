import { InvalidArgumentError } from 'commander'

/** Reads the value of an option that is a number; which numbers make sense, the function behind the command says. */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}
