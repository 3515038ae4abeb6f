/** The name under which the change of a checkpoint is kept until it is sent. */
export function changeDraft(checkpointId: string): string {
  return `change:${checkpointId}`
}
