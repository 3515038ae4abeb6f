import type { WatchedPage } from '../support/browser.ts'
import type { Asset, createClient, View } from '../support/client.ts'

/** A shoot that is over, with all that its tests look at it with. */
export type FinishedShoot = WatchedPage & {
  id: string
  client: ReturnType<typeof createClient>
  view(): Promise<View>
  /** The versions in a slot, oldest first. */
  versions(slot: string): Promise<Asset[]>
}
