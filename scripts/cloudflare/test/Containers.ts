import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ApiFailure, type Call, type Route } from './api.ts'
import { Registry } from './Registry.ts'
import type { Workers } from './Workers.ts'

const Image = z.string().regex(/@sha256:[0-9a-f]{64}$/)
const Creation = z.looseObject({
  name: z.string(),
  configuration: z.looseObject({ image: Image }),
  max_instances: z.number(),
  durable_objects: z.strictObject({ namespace_id: z.string() }),
})
const Change = z.looseObject({
  configuration: z.looseObject({ image: Image }).optional(),
  max_instances: z.number().optional(),
})

export type Application = z.infer<typeof Creation> & { id: string; version: number }

/** Containers: applications that belong to Durable Object namespaces, and credentials for the registry. */
export class Containers {
  readonly applications: Application[] = []
  readonly registry = new Registry()
  readonly #workers: Workers

  readonly routes: Route[] = [
    [
      'GET',
      '/containers/me',
      () => ({ result: { external_account_id: '0123456789abcdef0123456789abcdef', limits: LIMITS } }),
    ],
    ['POST', '/containers/registries/:domain/credentials', (call) => ({ result: this.#credentials(call) })],
    ['GET', '/containers/applications', () => ({ result: this.applications })],
    ['GET', '/containers/dash/applications', () => ({ result: this.applications.map(describe) })],
    ['POST', '/containers/applications', (call) => ({ result: this.#create(call) })],
    ['PATCH', '/containers/applications/:id', (call) => ({ result: this.#change(call) })],
    ['POST', '/containers/applications/:id/rollouts', (call) => ({ result: this.#rollOut(call) })],
    ['DELETE', '/containers/applications/:id', (call) => this.#delete(call)],
  ]

  constructor(workers: Workers) {
    this.#workers = workers
  }

  #credentials({ parameters, json }: Call) {
    const { permissions } = z
      .object({ expiration_minutes: z.number(), permissions: z.array(z.enum(['push', 'pull'])) })
      .parse(json())
    const password = this.registry.admit(permissions)
    return {
      account_id: '0123456789abcdef0123456789abcdef',
      registry_host: parameters.domain,
      username: 'v1',
      password,
    }
  }

  #create({ json }: Call) {
    const asked = Creation.parse(json())
    if (this.applications.some(({ name }) => name === asked.name)) throw new ApiFailure(409, 1000, 'APPLICATION_EXISTS')
    if (!this.#workers.namespaces().some(({ id }) => id === asked.durable_objects.namespace_id)) {
      throw new ApiFailure(400, 1000, 'DURABLE_OBJECT_NOT_FOUND')
    }
    this.#checkImage(asked.configuration.image)
    const application = { ...asked, id: randomUUID(), version: 1 }
    this.applications.push(application)
    return application
  }

  #change(call: Call) {
    const application = this.#find(call)
    const { configuration, ...change } = Change.parse(call.json())
    if (configuration) this.#checkImage(configuration.image)
    return Object.assign(application, change)
  }

  #rollOut(call: Call) {
    const application = this.#find(call)
    const { target_configuration } = z
      .looseObject({ target_configuration: z.looseObject({ image: Image }) })
      .parse(call.json())
    this.#checkImage(target_configuration.image)
    application.configuration = target_configuration
    application.version += 1
    return { id: randomUUID(), status: 'pending' }
  }

  #delete(call: Call) {
    this.applications.splice(this.applications.indexOf(this.#find(call)), 1)
    return { result: {} }
  }

  #find({ parameters }: Call): Application {
    const found = this.applications.find(({ id }) => id === parameters.id)
    if (found === undefined) throw new ApiFailure(404, 1000, 'APPLICATION_NOT_FOUND')
    return found
  }

  #checkImage(image: string): void {
    if (!this.registry.hasDigest(image.split('@')[1] ?? '')) throw new ApiFailure(400, 1000, `IMAGE_NOT_FOUND ${image}`)
  }
}

const LIMITS = { vcpu_per_deployment: 4, memory_mib_per_deployment: 12_288, disk_mb_per_deployment: 20_000 }

function describe(application: Application) {
  const instances = { active: 0, healthy: 0, failed: 0, starting: 0, scheduling: 0 }
  return {
    ...application,
    image: application.configuration.image,
    instances: 0,
    health: { instances },
    created_at: '',
    updated_at: '',
  }
}
