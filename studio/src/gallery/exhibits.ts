import type { ReactNode } from 'react'

/** A component in one of its states. */
export type Exhibit = {
  name: string
  show: ReactNode
  /** True for what wants the page's whole width. */
  wide?: boolean
}

/** Exhibits that are looked at together. */
export type ExhibitGroup = { id: string; title: string; exhibits: Exhibit[] }

/** A new component is one line in a group. */
export function exhibit(name: string, show: ReactNode): Exhibit {
  return { name, show }
}

/** The same, as wide as the page. */
export function wideExhibit(name: string, show: ReactNode): Exhibit {
  return { name, show, wide: true }
}
