import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Assets } from './Assets.ts'
import { ApiFailure, type Call, type Route } from './api.ts'
import type { Buckets } from './Buckets.ts'
import type { Databases } from './Databases.ts'
import { type Binding, readUpload, type Upload } from './readUpload.ts'

const SUBDOMAIN = 'stand-in-studios'
const SecretsPatch = z.strictObject({
  secrets: z.record(
    z.string(),
    z.strictObject({ name: z.string(), text: z.string().min(1), type: z.literal('secret_text') }).nullable(),
  ),
})

const Schedules = z.array(z.strictObject({ cron: z.string() }))

type Version = { id: string; upload: Upload }

export type Script = {
  name: string
  secrets: Map<string, string>
  /** Class names of its Durable Objects, with the ids of their namespaces. */
  classes: Map<string, string>
  migrationTag: string | null
  versions: Version[]
  assets: string[]
  onWorkersDev: boolean
  /** When it is called by the clock, as cron expressions. */
  crons: string[]
}

/** Workers: scripts with their versions, secrets, Durable Object classes and static files. */
export class Workers {
  readonly scripts = new Map<string, Script>()
  readonly #databases: Databases
  readonly #buckets: Buckets
  readonly #assets = new Assets()
  readonly routes: Route[]

  constructor(databases: Databases, buckets: Buckets) {
    this.#databases = databases
    this.#buckets = buckets
    const named = ({ parameters }: Call) => this.#find(parameters.name)
    this.routes = [
      ...this.#assets.routes,
      ['GET', '/workers/services/:name', (call) => ({ result: service(this.#find(call.parameters.name, 10090)) })],
      ['DELETE', '/workers/services/:name', ({ parameters }) => this.#delete(parameters.name)],
      ['GET', '/workers/workers/:name', (call) => ({ result: { subdomain: { enabled: named(call).onWorkersDev } } })],
      ['GET', '/workers/subdomain', () => ({ result: { subdomain: SUBDOMAIN } })],
      ['PUT', '/workers/scripts/:name', (call) => this.#upload(call)],
      ['POST', '/workers/scripts/:name/subdomain', (call) => this.#setSubdomain(call)],
      ['GET', '/workers/scripts/:name/secrets', (call) => ({ result: secretsOf(named(call)) })],
      ['PATCH', '/workers/scripts/:name/secrets-bulk', (call) => this.#patchSecrets(call)],
      ['GET', '/workers/scripts/:name/settings', (call) => ({ result: { bindings: bindingsOf(named(call)) } })],
      ['PATCH', '/workers/scripts/:name/script-settings', (call) => ({ result: call.json() && named(call).name })],
      [
        'PUT',
        '/workers/scripts/:name/schedules',
        (call) => ({ result: { schedules: schedulesOf(call, named(call)) } }),
      ],
      ['GET', '/workers/scripts/:name/deployments', (call) => ({ result: { deployments: deployments(named(call)) } })],
      ['GET', '/workers/scripts/:name/versions/:id', (call) => ({ result: version(named(call), call.parameters.id) })],
      ['GET', '/workers/durable_objects/namespaces', () => ({ result: this.namespaces() })],
      ['GET', '/storage/kv/namespaces', () => ({ result: [] })],
    ]
  }

  /** All Durable Object namespaces of the account. */
  namespaces(): { id: string; class: string; script: string }[] {
    return [...this.scripts.values()].flatMap(({ name, classes }) =>
      [...classes].map(([className, id]) => ({ id, class: className, script: name, use_sqlite: true })),
    )
  }

  /** Gives a Worker secrets, and makes it when there is none. */
  putSecrets(name: string, secrets: Record<string, string>): void {
    const script = this.scripts.get(name) ?? emptyScript(name)
    for (const [key, value] of Object.entries(secrets)) script.secrets.set(key, value)
    this.scripts.set(name, script)
  }

  #find(name: string | undefined, code = 10007): Script {
    const script = this.scripts.get(name ?? '')
    if (script === undefined) throw new ApiFailure(404, code, 'This Worker does not exist on your account.')
    return script
  }

  #delete(name: string | undefined) {
    this.scripts.delete(this.#find(name, 10090).name)
    return { result: null }
  }

  async #upload(call: Call) {
    const name = call.parameters.name ?? ''
    const upload = await readUpload(call)
    const script = this.scripts.get(name) ?? emptyScript(name)
    const classes = this.#migrated(script, upload)
    for (const binding of upload.bindings) this.#check(binding, classes, upload)
    for (const { class_name } of upload.containers ?? []) {
      if (!classes.has(class_name)) throw new ApiFailure(400, 10061, `Container class ${class_name} is not configured.`)
    }
    if (upload.assets) script.assets = this.#assets.pathsOf(upload.assets.jwt)
    if (!upload.keep_bindings.includes('secret_text')) script.secrets.clear()
    script.classes = classes
    script.migrationTag = upload.migrations?.new_tag ?? script.migrationTag
    const id = randomUUID()
    script.versions.unshift({ id, upload })
    this.scripts.set(name, script)
    return { result: { id: name, etag: id, deployment_id: id.replaceAll('-', ''), startup_time_ms: 12 } }
  }

  /** The classes after the upload's migrations. */
  #migrated(script: Script, { migrations, exports }: Upload): Map<string, string> {
    const classes = new Map(script.classes)
    if (migrations === undefined) return classes
    if ((migrations.old_tag ?? null) !== script.migrationTag) {
      throw new ApiFailure(
        412,
        10079,
        `Cannot apply migration: the tag is ${script.migrationTag}, not ${migrations.old_tag}.`,
      )
    }
    for (const className of migrations.steps.flatMap(({ new_sqlite_classes }) => new_sqlite_classes)) {
      if (classes.has(className))
        throw new ApiFailure(400, 10074, `Cannot apply new-sqlite-class migration to ${className}.`)
      if (!exports.includes(className)) throw new ApiFailure(400, 10070, `The class ${className} is not exported.`)
      classes.set(className, randomUUID().replaceAll('-', ''))
    }
    return classes
  }

  #check(binding: Binding, classes: Map<string, string>, upload: Upload): void {
    if (binding.type === 'd1' && !this.#databases.has(binding.id)) {
      throw new ApiFailure(400, 10021, `binding ${binding.name} of type d1 must have a valid \`id\` specified`)
    }
    if (binding.type === 'r2_bucket' && !this.#buckets.names.includes(binding.bucket_name)) {
      throw new ApiFailure(
        400,
        10085,
        `R2 bucket '${binding.bucket_name}' not found. Please use a different name and try again.`,
      )
    }
    if (binding.type === 'durable_object_namespace' && !classes.has(binding.class_name)) {
      throw new ApiFailure(
        400,
        10061,
        `Cannot create binding for class '${binding.class_name}' that is not configured.`,
      )
    }
    if (binding.type === 'assets' && upload.assets === undefined) {
      throw new ApiFailure(400, 10021, 'The assets binding needs assets.')
    }
  }

  #setSubdomain({ parameters, json }: Call) {
    const { enabled, previews_enabled = false } = z
      .object({ enabled: z.boolean(), previews_enabled: z.boolean().optional() })
      .parse(json())
    this.#find(parameters.name).onWorkersDev = enabled
    return { result: { enabled, previews_enabled } }
  }

  #patchSecrets({ parameters, headers, json }: Call) {
    const script = this.#find(parameters.name)
    if (headers['content-type'] !== 'application/merge-patch+json')
      throw new ApiFailure(415, 10026, 'Unsupported media type.')
    for (const [name, secret] of Object.entries(SecretsPatch.parse(json()).secrets)) {
      if (secret === null) script.secrets.delete(name)
      else script.secrets.set(name, secret.text)
    }
    return { result: secretsOf(script) }
  }
}

function emptyScript(name: string): Script {
  return {
    name,
    secrets: new Map(),
    classes: new Map(),
    migrationTag: null,
    versions: [],
    assets: [],
    onWorkersDev: false,
    crons: [],
  }
}

function service({ name, migrationTag }: Script) {
  const script = {
    id: name,
    tag: name,
    tags: [],
    last_deployed_from: 'wrangler',
    ...(migrationTag && { migration_tag: migrationTag }),
  }
  return { id: name, default_environment: { environment: 'production', script } }
}

function secretsOf({ secrets }: Script) {
  return [...secrets.keys()].map((name) => ({ name, type: 'secret_text' }))
}

function bindingsOf({ versions, classes }: Script) {
  return (versions[0]?.upload.bindings ?? []).map((binding) =>
    binding.type === 'durable_object_namespace'
      ? { ...binding, namespace_id: classes.get(binding.class_name) }
      : binding,
  )
}

/** Replaces them all, as the API does. */
function schedulesOf(call: Call, script: Script) {
  const schedules = Schedules.parse(call.json())
  script.crons = schedules.map(({ cron }) => cron)
  return schedules
}

function deployments({ versions }: Script) {
  return versions.map(({ id }) => ({ id, strategy: 'percentage', versions: [{ version_id: id, percentage: 100 }] }))
}

function version(script: Script, id: string | undefined) {
  const found = script.versions.find((candidate) => candidate.id === id)
  if (found === undefined) throw new ApiFailure(404, 100146, 'No such version.')
  const { containers } = found.upload
  return {
    id: found.id,
    resources: { bindings: bindingsOf(script), script_runtime: { ...(containers && { containers }) } },
  }
}
