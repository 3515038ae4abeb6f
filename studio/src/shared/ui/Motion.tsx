import { domAnimation, LazyMotion, MotionConfig } from 'motion/react'
import type { ReactNode } from 'react'
import { isStill } from '../isStill.ts'

/** 200 ms along the curve that the tokens call `ease-out`, for what says nothing else. */
const TRANSITION = { duration: 0.2, ease: [0.2, 0, 0, 1] } as const

/**
 * Around `m` elements, which then move, if anything may. It weighs 30 kB: only what is loaded lazily may import it.
 */
export function Motion({ children }: { children: ReactNode }) {
  return (
    <MotionConfig reducedMotion={isStill() ? 'always' : 'never'} transition={TRANSITION}>
      <LazyMotion strict features={domAnimation}>
        {children}
      </LazyMotion>
    </MotionConfig>
  )
}
