import { type ComponentProps, useEffect, useRef } from 'react'
import { hasMoved } from './arrival.ts'

/** A page's heading. It takes the focus when one comes from another page, unless something else has it by then. */
export function PageHeading({ className = '', ...rest }: ComponentProps<'h1'>) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (hasMoved() && document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return <h1 ref={heading} tabIndex={-1} className={`font-medium text-title outline-none ${className}`} {...rest} />
}
