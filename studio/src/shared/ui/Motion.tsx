import { domAnimation, LazyMotion, MotionConfig } from 'motion/react'
import type { ReactNode } from 'react'

/** 200 ms along the curve that the tokens call `ease-out`, for what says nothing else. */
const TRANSITION = { duration: 0.2, ease: [0.2, 0, 0, 1] } as const

/**
 * Around `m` elements, which then move; not where the person's system, or the gallery, asks for stillness. It weighs 30 kB: only
 * what is loaded lazily may import it.
 */
export function Motion({ children }: { children: ReactNode }) {
  const still = document.documentElement.dataset.motion === 'still'
  return (
    <MotionConfig reducedMotion={still ? 'always' : 'user'} transition={TRANSITION}>
      <LazyMotion strict features={domAnimation}>
        {children}
      </LazyMotion>
    </MotionConfig>
  )
}
