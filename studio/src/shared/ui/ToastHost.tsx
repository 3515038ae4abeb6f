import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { currentToasts, onToastsChange } from './toasts.ts'

const Toaster = lazy(() => import('./Toaster.tsx').then((module) => ({ default: module.Toaster })))

/** Where toasts appear. What shows them is loaded with the first. */
export function ToastHost() {
  const toasts = useSyncExternalStore(onToastsChange, currentToasts)
  const [used, setUsed] = useState(false)
  if (toasts.length > 0 && !used) setUsed(true)
  if (!used) return null
  return (
    <Suspense>
      <Toaster toasts={toasts} />
    </Suspense>
  )
}
