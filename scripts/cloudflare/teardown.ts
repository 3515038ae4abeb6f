/** @module `npm run teardown`: takes a deployment out of the account. */
import { relative } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'
import { deleteApplication, listApplications } from './applications.ts'
import { askLine, askToGoOn, someoneIsThere } from './ask.ts'
import { BucketObjects } from './BucketObjects.ts'
import { deleteBucket } from './bucket.ts'
import { deleteDatabase, listDatabases } from './database.ts'
import { deleteImage, listImages } from './images.ts'
import { readLogin, theAccountOf } from './login.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { say, sayDone, sayPlan, sayStep } from './say.ts'
import { NOT_SET_UP, type Target, writeId } from './Target.ts'
import { deleteWorker } from './worker.ts'

type Options = TargetOptions & { keepData?: boolean; confirm?: string }

const HELP = `
It deletes the Worker with its Durable Objects (the shoots themselves: what was said, and what was made when) and its secrets,
the container application with its images, the D1 database, and the R2 bucket with every file in it. Nothing of it can be had back.
With --keep-data the database (the list of shoots) and the bucket (their files) stay; the shoots themselves go with the Worker.

It asks twice, the second time for the name of the Worker. For a run without a person: --confirm <name of the Worker>
Typed again, it deletes what is left.

Exit codes: 0 gone · 1 failed, with the reason · 2 wrong use`

await runCommand(
  targetCommand('teardown', 'Takes a deployment, with all its data, out of your account.')
    .option('--keep-data', 'leave the database and the bucket')
    .option('--confirm <name>', 'the name of the Worker, instead of both questions')
    .addHelpText('after', HELP)
    .action(tearDown),
)

async function tearDown({ keepData, confirm, ...options }: Options): Promise<void> {
  const target = targetOf(options)
  const { worker, database, bucket } = target
  if (confirm !== undefined && confirm !== worker)
    throw new UserError(`--confirm says "${confirm}"; this is ${worker}.`, 2)
  if (confirm === undefined && !someoneIsThere()) {
    throw new UserError(`There is nobody here to ask. To go on without a question: --confirm ${worker}`, 2)
  }
  const account = theAccountOf(target, await readLogin(target))
  const [applications, images, databases] = await Promise.all([
    listApplications(target),
    listImages(target),
    keepData ? [] : listDatabases(target),
  ])
  // By its id where the configuration has it: another of the same name may be somebody else's by now.
  const doomed =
    database.id === NOT_SET_UP
      ? databases.find(({ name }) => name === database.name)
      : databases.find(({ uuid }) => uuid === database.id)

  sayPlan(`Out of the account ${account.name} (${account.id}) goes for good, as far as it is there`, [
    `the Worker ${worker}, with its secrets and its Durable Objects: every shoot`,
    ...applications.map(({ name }) => `the container application ${name}, with the containers that run`),
    ...images.map((image) => `the image ${image}`),
    ...(doomed ? [`the database ${doomed.name} (${doomed.uuid})`] : []),
    ...(keepData ? [] : [`the bucket ${bucket}, with every file in it`]),
  ])
  if (keepData) say(`The database ${database.name} and the bucket ${bucket} stay.\n`)
  await askTwice(worker, confirm)

  sayStep(`The Worker ${worker} …`)
  sayDone((await deleteWorker(target)) ? 'It is gone' : 'There was none')
  for (const application of applications) {
    sayStep(`The container application ${application.name} …`)
    await deleteApplication(target, application)
    sayDone('It is gone')
  }
  for (const image of images) {
    sayStep(`The image ${image} …`)
    await deleteImage(target, image)
    sayDone('It is gone')
  }
  if (!keepData) {
    if (doomed) {
      sayStep(`The database ${doomed.name} …`)
      await deleteDatabase(target, doomed)
      sayDone('It is gone')
    }
    await emptyAndDelete(target, account.id)
    if (database.id !== NOT_SET_UP) {
      writeId(target, 'database_id', NOT_SET_UP)
      say(`${relative(process.cwd(), target.configPath)} names no database any more.`)
    }
  }
  sayDone(`${worker} is gone.`)
}

async function emptyAndDelete(target: Target, account: string): Promise<void> {
  sayStep(`The files in the bucket ${target.bucket} …`)
  const objects = await BucketObjects.of(target, account)
  const count = await objects.deleteAll((gone) => say(`  ${gone} gone`))
  if (count === null) {
    sayDone('There was no such bucket')
    return
  }
  sayStep(`The bucket ${target.bucket} …`)
  await deleteBucket(target)
  sayDone('It is gone')
}

async function askTwice(worker: string, confirmed: string | undefined): Promise<void> {
  if (confirmed === worker) return
  await askToGoOn('Delete all of it?', false)
  const typed = await askLine(`To be sure, type the name of the Worker (${worker})`)
  if (typed !== worker) throw new UserError(`"${typed}" is not ${worker}. Nothing was deleted.`)
}
