import type { Health } from '@fashion-shoot/protocol'

/** Whether a part is a stand-in, or does nothing, because it has no key. */
export function waitsForKey({ parts }: Health, part: keyof Health['parts']): boolean {
  const { mode, state } = parts[part]
  return mode === 'demo' || state === 'unconfigured'
}
