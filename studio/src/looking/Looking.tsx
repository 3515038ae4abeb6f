import { lazy, type ReactNode, Suspense } from 'react'
import type { BoardView } from '../shoot/boardPlan.ts'
import { type Look, LookContext } from './LookContext.ts'

const Lightbox = lazy(() => import('./Lightbox.tsx').then((module) => ({ default: module.Lightbox })))

type LookingProps = {
  sessionId: string
  view: BoardView
  /** What is looked at; null while nothing is. */
  at: Look | null
  /** The same function at all times, since every picture holds it. */
  onLook(look: Look | null): void
  children: ReactNode
}

/** Around pictures of a shoot that open in the lightbox. Its code is loaded when the first does. */
export function Looking({ sessionId, view, at, onLook, children }: LookingProps) {
  const asset = at ? view.assets[at.look] : undefined
  return (
    <LookContext value={onLook}>
      {children}
      {at && asset && (
        <Suspense>
          <Lightbox
            sessionId={sessionId}
            view={view}
            asset={asset}
            beside={at.beside === undefined ? undefined : view.assets[at.beside]}
            onLook={onLook}
            onClose={() => onLook(null)}
          />
        </Suspense>
      )}
    </LookContext>
  )
}
