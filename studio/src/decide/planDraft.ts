/** The name under which what was changed in a plan is kept until the plan is decided. */
export function planDraft(checkpointId: string): string {
  return `plan:${checkpointId}`
}
