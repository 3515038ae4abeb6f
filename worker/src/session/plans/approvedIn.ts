import type { Checkpoint } from '@fashion-shoot/protocol'

/** A decided checkpoint that knows, where it is an approved plan, which turn may order it. */
export function approvedIn(checkpoint: Checkpoint, turnId: string): Checkpoint {
  if (checkpoint.plan === undefined || checkpoint.state !== 'approved') return checkpoint
  return { ...checkpoint, plan: { ...checkpoint.plan, approvedIn: turnId } }
}
