import { useEffect, useRef, useState } from 'react'

/** ms without a movement after which the controls of what plays are out of the way */
const PATIENCE = 2000

/** True for a while after each call of `wake`. */
export function useAwake(): [awake: boolean, wake: () => void] {
  const [awake, setAwake] = useState(true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return [
    awake,
    () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setAwake(false), PATIENCE)
      setAwake(true)
    },
  ]
}
