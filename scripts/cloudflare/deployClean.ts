/** @module `npm run deploy:clean`: deploys with nothing left of earlier builds of the image. */
import { UserError } from '../../cli/src/UserError.ts'
import { askToGoOn } from './ask.ts'
import { pruneBuildCache } from './checkDocker.ts'
import { type DeployFlags, deployCommand, deployOptions } from './deployCommand.ts'
import { deploySteps, deployTarget } from './deployTarget.ts'
import { examine } from './examine.ts'
import { deleteImage, listImages } from './images.ts'
import { runCommand, targetOf } from './runCommand.ts'
import { sayDone, sayPlan, sayStep } from './say.ts'

const HELP = `
For when a change of the Dockerfile or its base image does not arrive ("Image already exists remotely, skipping push").
It deletes Docker's build cache on this machine, of all projects (docker builder prune -a -f), and this deployment's images in
Cloudflare's registry; then it deploys. The image is built anew before the old ones are deleted, so a build that fails costs
nothing. Between the deletion and the end of the deploy, containers that run go on, and new ones can't start.

Exit codes: 0 deployed and well · 1 failed, with the reason · 2 wrong use`

await runCommand(
  deployCommand('deploy:clean', 'Deploys with nothing left of earlier builds of the image.')
    .option('--yes', 'go on without a question')
    .addHelpText('after', HELP)
    .action(async (flags: DeployFlags & { yes?: boolean }) => {
      const target = targetOf(flags)
      await examine(target, true)
      const images = await listImages(target)
      const registry =
        images.length === 0
          ? "nothing in Cloudflare's registry: it has no image of this deployment"
          : `from Cloudflare's registry: ${images.join(', ')}`
      sayPlan(`\nDeploying ${target.worker} to Cloudflare from nothing`, [
        "delete Docker's build cache on this machine, of all projects",
        ...deploySteps({ containers: true, dryRun: false }, [`delete ${registry}`]),
      ])
      await askToGoOn('Go on?', flags.yes === true)
      sayStep("Deleting Docker's build cache …")
      if (!(await pruneBuildCache())) {
        throw new UserError(
          "Docker's build cache was not deleted; the reason is above. Nothing was changed on Cloudflare.",
        )
      }
      await deployTarget(target, {
        ...deployOptions(flags),
        containers: true,
        dryRun: false,
        afterwards:
          'The old images are deleted: containers that run go on, new ones can start only after a deploy that ends well.\n' +
          'Mend what wrangler says, then type npm run deploy.',
        beforehand: async () => {
          for (const image of images) {
            sayStep(`Deleting the image ${image} …`)
            await deleteImage(target, image)
          }
          if (images.length > 0) sayDone('The registry has none of the old images')
        },
      })
    }),
)
