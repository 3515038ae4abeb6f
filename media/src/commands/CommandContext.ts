import type { Command } from 'commander'

/** What a command came to: `data` for --json, `text` for a person. */
export interface Outcome {
  data: object
  text: string
}

export interface CommandContext {
  print(outcome: Outcome): void
  /** Aborts when the process is told to stop. */
  signal: AbortSignal
}

/** Gives a command its arguments, its options and what it does. */
export type DefineCommand = (command: Command, context: CommandContext) => void
