import { z } from 'zod'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wranglerMust } from './wrangler.ts'

const ImageList = z.array(z.object({ name: z.string(), tags: z.array(z.string()) }))

/** The deployment's images in Cloudflare's registry, as `name:tag`. */
export async function listImages(target: Target): Promise<string[]> {
  const stdout = await wranglerMust(target, ['containers', 'images', 'list', '--json'], {
    failed: "The images in Cloudflare's registry could not be listed.",
    next: 'Type the same command again. If it says the same, the login may lack the permission "Containers".',
  })
  return readAnswer(stdout, ImageList)
    .filter(({ name }) => target.applications.includes(name))
    .flatMap(({ name, tags }) => tags.map((tag) => `${name}:${tag}`))
}

/** Deletes one of them. */
export async function deleteImage(target: Target, image: string): Promise<void> {
  await wranglerMust(target, ['containers', 'images', 'delete', image, '--skip-confirmation'], {
    failed: `The image ${image} was not deleted.`,
    next: 'What was done before is kept. Type the same command again.',
  })
}
