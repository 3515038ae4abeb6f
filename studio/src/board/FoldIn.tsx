import * as m from 'motion/react-m'
import type { ReactNode } from 'react'
import { isStill } from '../shared/isStill.ts'
import { Motion } from '../shared/ui/Motion.tsx'

/** A stage that folds up into the strip from below, where it was large. */
export function FoldIn({ children }: { children: ReactNode }) {
  return (
    <Motion>
      <m.div initial={!isStill() && { opacity: 0.2, y: 48, scale: 1.15 }} animate={{ opacity: 1, y: 0, scale: 1 }}>
        {children}
      </m.div>
    </Motion>
  )
}
