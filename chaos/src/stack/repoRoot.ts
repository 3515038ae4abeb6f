import { join } from 'node:path'

/** The folder of the checkout. */
export const repoRoot = join(import.meta.dirname, '../../..')
