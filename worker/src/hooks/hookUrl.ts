/** Where fal says that a job's order is over; null where the outside cannot reach us. */
export function hookUrl(publicUrl: string | undefined, sessionId: string, jobId: string): string | null {
  return publicUrl === undefined ? null : `${publicUrl}/api/hooks/fal/${sessionId}/${jobId}`
}
