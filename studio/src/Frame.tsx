import { Outlet } from '@tanstack/react-router'
import { ToastHost } from './shared/ui/ToastHost.tsx'

/** What stands around every page. */
export function Frame() {
  return (
    <>
      <Outlet />
      <ToastHost />
    </>
  )
}
