import type { Env } from '../env.ts'
import { DISPATCHER_NAME } from './DISPATCHER_NAME.ts'
import type { Dispatcher } from './Dispatcher.ts'

/** The one dispatcher that all shoots of the deployment share. */
export function reachDispatcher({ DISPATCHER }: Pick<Env, 'DISPATCHER'>): DurableObjectStub<Dispatcher> {
  return DISPATCHER.getByName(DISPATCHER_NAME)
}
