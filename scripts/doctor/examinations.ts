import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demoParts, readSettings, type Settings } from '../../cli/src/local/settings.ts'
import { workerVars } from '../../cli/src/local/workerVars.ts'
import {
  readSettings as readWorkerSettings,
  secretsOf,
  type Settings as WorkerSettings,
} from '../../worker/src/settings.ts'
import { createRedaction } from '../../worker/src/telemetry/createRedaction.ts'
import { setupCommand } from '../cloudflare/checkAccount.ts'
import { checkNode, checkVersions } from '../cloudflare/checkFiles.ts'
import { deployChecks } from '../cloudflare/examine.ts'
import { type Check, type Finding, note, wrong } from '../cloudflare/Finding.ts'
import { NOT_SET_UP, type Target } from '../cloudflare/Target.ts'
import { askAnthropic } from './askAnthropic.ts'
import { askFal } from './askFal.ts'
import { askKling } from './askKling.ts'
import { askLocalStudio, askStudio } from './askStudio.ts'
import { NoAnswer } from './callFree.ts'
import { checkBuild } from './checkBuild.ts'
import { checkFfmpeg } from './checkFfmpeg.ts'
import { checkImagePackages } from './checkImagePackages.ts'
import { checkPackages } from './checkPackages.ts'
import { checkSettings } from './checkSettings.ts'
import { checkSharp } from './checkSharp.ts'

export type Subject = {
  target: Target
  env: Record<string, string | undefined>
  /** Path of the file of settings, which need not be there. */
  varsFile: string
  /** Whether providers and studios are called. */
  live: boolean
  /** Whether a deploy counts though nothing is set up for it. */
  deploy: boolean
  /** Whether the container is to be deployed too, which takes Docker. */
  containers: boolean
  /** Address of the deployed studio. */
  url: string | undefined
}

/** All that the doctor looks at, under the headings of its report. Calls begin when they are wanted. */
export function examinations({ target, env, varsFile, live, deploy, containers, url }: Subject): [string, Check[]][] {
  const { root } = target
  const machine: Check[] = [
    checkNode,
    () => checkPackages(root),
    checkFfmpeg,
    checkSharp,
    () => checkVersions(root),
    ...(existsSync(join(root, 'sandbox/image')) ? [() => checkImagePackages(root)] : []),
    checkBuild,
  ]
  const isSetUp = target.database.id !== NOT_SET_UP
  const deployed: Check[] =
    isSetUp || deploy
      ? deployChecks(target, containers)
      : [() => note(`Not set up for Cloudflare; only needed to deploy: ${setupCommand(target)}`)]
  const settings = settingsChecks(env, varsFile, live)
  const address = url ?? settings.publicUrl
  const studios: Check[] =
    live && (isSetUp || url !== undefined)
      ? [address === undefined ? () => note('Its address is not known: give it with --url') : () => askStudio(address)]
      : []
  return [
    ['This machine', machine],
    ['Settings', settings.checks],
    ...(settings.calls.length > 0 ? ([['Providers and studio', settings.calls]] as [string, Check[]][]) : []),
    [`The deployment ${target.worker}`, [...deployed, ...studios]],
  ]
}

type SettingsChecks = { checks: Check[]; calls: Check[]; publicUrl: string | undefined }

function settingsChecks(env: Subject['env'], varsFile: string, live: boolean): SettingsChecks {
  let settings: Settings
  let worker: WorkerSettings
  try {
    settings = readSettings(env, varsFile)
    worker = readWorkerSettings(workerVars(settings, {}, {}))
  } catch (error) {
    return { checks: [() => wrong((error as Error).message)], calls: [], publicUrl: undefined }
  }
  const origin = (name: string) => (env[name] === undefined ? '.dev.vars' : 'environment')
  return {
    checks: [() => checkSettings(settings, worker, origin)],
    calls: live ? liveChecks(settings, worker).map((check) => withoutKeys(check, worker)) : [],
    publicUrl: settings.PUBLIC_URL,
  }
}

/** One free call to each provider whose key is set, also where it would not be asked for anything now. */
function liveChecks(settings: Settings, worker: WorkerSettings): Check[] {
  const { FAL_KEY, KLING_ACCESS_KEY, KLING_SECRET_KEY } = settings
  return [
    demoParts(settings).includes('director')
      ? () => note('director: demo, so nobody is asked')
      : orNoAnswer('director', () => askAnthropic(worker)),
    FAL_KEY === undefined
      ? () => note('fal: its key is not set, so it is not asked')
      : orNoAnswer('fal', () =>
          askFal({
            key: FAL_KEY,
            baseUrl: settings.FAL_BASE_URL,
            imageModel: worker.IMAGE_MODEL,
            clipModel: worker.CLIP_MODEL,
          }),
        ),
    KLING_ACCESS_KEY === undefined || KLING_SECRET_KEY === undefined
      ? () => note('Kling: its keys are not set, so it is not asked')
      : orNoAnswer('Kling', () => askKling(KLING_ACCESS_KEY, KLING_SECRET_KEY, worker.KLING_BASE_URL)),
    () => askLocalStudio(settings.PORT || 8787),
  ]
}

/** What a provider says of a key may hold the key. */
function withoutKeys(check: Check, settings: WorkerSettings): Check {
  const redact = createRedaction(secretsOf(settings))
  return async () => [await check()].flat().map(({ state, what }) => ({ state, what: redact(what) }))
}

function orNoAnswer(who: string, ask: () => Promise<Finding | Finding[]>): Check {
  return async () => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      return wrong(`${who}: ${error.message}.\nIs the network there? Else try again later.`)
    }
  }
}
