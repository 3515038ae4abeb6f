import { createContext, useContext } from 'react'

/** What is looked at, by the ids of assets: one, or one beside another. */
export type Look = { look: string; beside?: string | undefined }

/** Opens the lightbox. Where none is, as on a page of parts, nothing opens. */
export const LookContext = createContext<(look: Look) => void>(() => {})

export function useLook(): (look: Look) => void {
  return useContext(LookContext)
}
