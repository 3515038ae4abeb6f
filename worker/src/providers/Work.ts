import type { AssetFiles } from '../session/AssetFiles.ts'
import type { Settings } from '../settings.ts'
import { falWork } from './falWork.ts'
import { klingWork } from './klingWork.ts'
import type { Order } from './Order.ts'
import type { WorkRef, WorkStatus } from './Provider.ts'

/** A piece of paid work at the provider that does it. */
export type Work = {
  /** USD, before it begins. */
  priceUsd: number
  /** ms that such work usually takes. */
  usualMs: number
  /**
   * Does all that costs nothing, such as sending pictures ahead, and returns what places the order. The provider calls `hookUrl` when
   * the work is done, where it can and where there is one.
   */
  prepare(jobId: string, hookUrl: string | null): Promise<() => Promise<WorkRef>>
  /** The order that went out under our job's id though its answer was lost; null when the provider never got it. */
  find(jobId: string): Promise<WorkRef | null>
  /** What an order is called of which the provider has told us its id. Null where one is asked for by our job's id instead. */
  refOf: ((orderId: string) => WorkRef) | null
  /** Throws OrderUnknown where the provider does not know the order, and a ProviderFailure charged 'no' where it refuses to be asked. */
  status(ref: WorkRef): Promise<WorkStatus>
  /** Has the work stopped; false when it is done already. Null where the provider cannot stop what has begun. */
  cancel: ((ref: WorkRef) => Promise<boolean>) | null
  /** Loads a result. Throws a ProviderFailure where it is not at one of the provider's own hosts. */
  download(url: string): Promise<Response>
}

/**
 * How a job's work is done, for how much, and how to ask for it. Throws `unconfigured` where the provider's key is missing, and
 * `not_offered` where the model does not make what is asked of it.
 */
export function workFor(order: Order, settings: Settings, files: AssetFiles, fetchOutside: typeof fetch): Work {
  return order.provider === 'fal'
    ? falWork(order, settings, files, fetchOutside)
    : klingWork(order, settings, files, fetchOutside)
}
