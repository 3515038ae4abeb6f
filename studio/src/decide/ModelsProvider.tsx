import type { SessionSummary } from '@fashion-shoot/protocol'
import { createContext, type ReactNode, use, useMemo } from 'react'

/** What a shoot is made with. */
export type ShootModels = Pick<SessionSummary, 'id' | 'imageModel' | 'clipModel' | 'resolution'>

const ModelsContext = createContext<ShootModels | null>(null)

type ModelsProviderProps = { session: SessionSummary; children: ReactNode }

/** Around what offers another model. */
export function ModelsProvider({ session, children }: ModelsProviderProps) {
  const { id, imageModel, clipModel, resolution } = session
  const models = useMemo(() => ({ id, imageModel, clipModel, resolution }), [id, imageModel, clipModel, resolution])
  return <ModelsContext value={models}>{children}</ModelsContext>
}

/** Null where nothing offers another model. */
export function useModels(): ShootModels | null {
  return use(ModelsContext)
}
