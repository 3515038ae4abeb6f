/** True for an error of the media engine. By name, so that asking for an error's kind does not load the engine. */
export function isMediaError(error: unknown): error is Error & { code: string; hint: string } {
  return (
    error instanceof Error &&
    error.name === 'MediaError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    'hint' in error &&
    typeof error.hint === 'string'
  )
}
