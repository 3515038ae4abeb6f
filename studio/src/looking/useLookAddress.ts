import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import type { Look } from './LookContext.ts'

/**
 * What is looked at, kept in the address: it survives a reload, can be sent to somebody, and on a phone the way back closes it. However
 * many pictures one has gone through, one step leads back to the board.
 */
export function useLookAddress(page: '/shoots/$sessionId' | '/sample'): {
  at: Look | null
  onLook(look: Look | null): void
} {
  const route = getRouteApi(page)
  const { look, beside } = route.useSearch()
  const navigate = route.useNavigate()
  const { history } = useRouter()
  const open = useRef(false)
  open.current = look !== undefined
  const openedHere = useRef(false)

  const onLook = useCallback(
    (next: Look | null) => {
      if (next === null && openedHere.current) {
        openedHere.current = false
        return history.back()
      }
      if (next !== null && !open.current) openedHere.current = true
      void navigate({ search: next ?? {}, replace: next === null || open.current, resetScroll: false })
    },
    [history, navigate],
  )
  return { at: look === undefined ? null : { look, beside }, onLook }
}
