import { type Command, InvalidArgumentError } from 'commander'
import type { DeployOptions } from './deployTarget.ts'
import { type TargetOptions, targetCommand } from './runCommand.ts'

export type DeployFlags = TargetOptions & { url?: string; wait: number }

/** A command that deploys: what all of them can be told. */
export function deployCommand(name: string, description: string): Command {
  return targetCommand(name, description)
    .option('--url <address>', 'where to ask how it is (default: the address that wrangler names)', readUrl)
    .option('--wait <seconds>', 'how long to wait until it is well', readSeconds, 300)
}

/** What the flags say about the deploy. */
export function deployOptions({ url, wait }: DeployFlags): Pick<DeployOptions, 'url' | 'waitS'> {
  return { url, waitS: wait }
}

function readUrl(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('Give one such as https://studio.example')
  return text
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds >= 0)) throw new InvalidArgumentError('Give a number of seconds.')
  return seconds
}
