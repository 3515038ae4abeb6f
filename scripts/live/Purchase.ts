import type { WorkRef, WorkStatus } from '../../worker/src/providers/Provider.ts'

/** Something that is bought at a provider. */
export type Purchase = {
  /** For a person, such as "a picture". */
  what: string
  /** By whom and with what. */
  how: string
  /** USD, of our table. */
  priceUsd: number
  /** Name of the file that it becomes. */
  file: string
  /** Does all that costs nothing, and returns what places the order. */
  prepare(): Promise<() => Promise<WorkRef>>
  status(ref: WorkRef): Promise<WorkStatus>
  download(url: string): Promise<Response>
  /** Where somebody finds by hand what was ordered. */
  whereabouts(ref: WorkRef): string
}
