import { z } from 'zod'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wranglerMust } from './wrangler.ts'

const ApplicationList = z.array(z.object({ id: z.string(), name: z.string() }))
export type Application = z.infer<typeof ApplicationList>[number]

/** The deployment's container applications that exist on Cloudflare. */
export async function listApplications(target: Target): Promise<Application[]> {
  const stdout = await wranglerMust(target, ['containers', 'list', '--json'], {
    failed: 'The container applications could not be listed.',
    next: 'Type the same command again. If it says the same, the login may lack the permission "Containers".',
  })
  return readAnswer(stdout, ApplicationList).filter(({ name }) => target.applications.includes(name))
}

/** Deletes one of them, with the containers that run. */
export async function deleteApplication(target: Target, { id, name }: Application): Promise<void> {
  await wranglerMust(target, ['containers', 'delete', id], {
    failed: `The container application ${name} was not deleted; its containers cost as long as they run.`,
    next: 'What was done before is kept. Type the same command again.',
  })
}
