import { LoggedEvent, reduceAll, SessionSummary } from '@fashion-shoot/protocol'
import { shipFiles } from '../api/shippedFiles.ts'
import type { ShootSource } from '../session/ShootSource.ts'

/** The shoot that comes with the page; its log is loaded when it is opened. */
export const recordedShoot: ShootSource = {
  async read() {
    const { session, log, fileUrl } = await import('./recording.ts')
    const view = reduceAll(log.map((entry) => LoggedEvent.parse(entry)))
    shipFiles(Object.values(view.assets).map(({ id, fileName }) => [id, fileUrl(fileName)]))
    return { session: SessionSummary.parse(session), view }
  },
  // It is over.
  async follow() {},
}
