import type { Env } from '../env.ts'
import type { Dispatcher } from './Dispatcher.ts'

export const DISPATCHER_NAME = 'the deployment'

/** The one dispatcher that all shoots of the deployment share. */
export function reachDispatcher({ DISPATCHER }: Pick<Env, 'DISPATCHER'>): DurableObjectStub<Dispatcher> {
  return DISPATCHER.getByName(DISPATCHER_NAME)
}
