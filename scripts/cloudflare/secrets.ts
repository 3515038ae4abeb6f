import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wrangler, wranglerMust, wranglerSaid } from './wrangler.ts'

export type Secret = {
  name: string
  /** What it is, for whoever is asked for it. */
  what: string
  /** What is wrong with a value, in words; undefined when nothing can be seen to be. */
  problem: (value: string) => string | undefined
}

/** Secrets that are of use only together. */
export type SecretGroup = {
  /** What there is none of without them; `null` when nothing is missed. */
  needed: string | null
  secrets: Secret[]
}

function word(value: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(value) ? undefined : 'A key is one word without spaces. Copy it again.'
}

function idAndSecret(value: string): string | undefined {
  return word(value) ?? (/^[^:]+:[^:]+$/.test(value) ? undefined : 'A key of fal has two parts, id:secret. Copy both.')
}

export const SECRET_GROUPS: readonly SecretGroup[] = [
  {
    needed: 'director',
    secrets: [{ name: 'ANTHROPIC_API_KEY', what: 'key of the Claude API', problem: word }],
  },
  {
    needed: 'images',
    secrets: [{ name: 'FAL_KEY', what: 'key of fal, id:secret', problem: idAndSecret }],
  },
  {
    needed: 'clips',
    secrets: [
      { name: 'KLING_ACCESS_KEY', what: 'access key of Kling', problem: word },
      { name: 'KLING_SECRET_KEY', what: 'secret key of Kling', problem: word },
    ],
  },
  {
    needed: null,
    secrets: [
      { name: 'AWS_ACCESS_KEY_ID', what: 'R2 access key id, only to mount the bucket by S3', problem: word },
      { name: 'AWS_SECRET_ACCESS_KEY', what: 'R2 secret access key', problem: word },
    ],
  },
]

const SecretList = z.array(z.object({ name: z.string() }))

/** The names of the secrets that the Worker has; `null` when there is no such Worker yet. */
export async function listSecrets(target: Target): Promise<Set<string> | null> {
  const result = await wrangler(target, ['secret', 'list'])
  if (result.ok) return new Set(readAnswer(result.stdout, SecretList).map(({ name }) => name))
  if (/Worker ".*" (\(env: .*\) )?not found/.test(result.stderr)) return null
  throw new UserError(
    `The secrets of ${target.worker} could not be listed.\n${wranglerSaid(result)}` +
      'Type the same command again. If it says the same, the login may lack the permission "Workers Scripts".',
  )
}

/**
 * Stores secrets at the Worker. They go over standard input: an argument or a file could be read by others. When there is no such
 * Worker yet, wrangler makes an empty one that keeps them until the first deploy.
 */
export async function putSecrets(target: Target, secrets: Readonly<Record<string, string>>): Promise<void> {
  await wranglerMust(target, ['secret', 'bulk'], {
    input: JSON.stringify(secrets),
    failed: 'The secrets were not stored.',
    next: 'Nothing of them was kept on this machine. Type the same command again.',
  })
}
