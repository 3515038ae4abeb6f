import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'
import { checkAccount } from './checkAccount.ts'
import { checkDocker } from './checkDocker.ts'
import { checkDockerfile, checkGit, checkLockFile, checkNode, checkVersions } from './checkFiles.ts'
import type { Check } from './Finding.ts'
import { runChecks } from './runChecks.ts'
import type { Target } from './Target.ts'

/**
 * Looks at everything that a deploy needs, changes nothing, and prints what it finds.
 *
 * @param containers whether the container is to be deployed too, which takes Docker
 * @throws UserError when something has to be mended first
 */
export async function examine(target: Target, containers: boolean): Promise<void> {
  const wrong = await runChecks([checkNode, () => checkVersions(target.root), ...deployChecks(target, containers)])
  if (wrong > 0) {
    throw new UserError(
      `${wrong === 1 ? 'One thing has' : `${wrong} things have`} to be mended before a deploy; see above.`,
    )
  }
}

/** What matters to a deploy alone. */
export function deployChecks(target: Target, containers: boolean): Check[] {
  const { root } = target
  const image = join(root, 'sandbox/image')
  // One after the other where they print: the cheap ones first.
  return [
    () => checkDockerfile(root),
    () => checkLockFile(root, 'package-lock.json', 'npm install'),
    ...(existsSync(join(image, 'package-lock.json'))
      ? [() => checkLockFile(image, 'sandbox/image/package-lock.json', 'npm run lock in sandbox/image')]
      : []),
    () => checkGit(root),
    ...(containers ? [checkDocker] : []),
    () => checkAccount(target),
  ]
}
