import type { Asset } from '@fashion-shoot/protocol'
import type { ComponentProps, MouseEvent } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { useLook } from './LookContext.ts'

type LookLinkProps = Omit<ComponentProps<'a'>, 'onClick' | 'href' | 'aria-label'> & {
  asset: Asset
  /** What it shows, when nothing in it says so. */
  label?: string
  /** Comes before it opens; what prevents the default keeps it from that. */
  onPress?(event: MouseEvent): void
}

/** A link to the file itself; a plain press opens it in the lightbox. */
export function LookLink({ asset, label, onPress, ...rest }: LookLinkProps) {
  const look = useLook()
  return (
    <a
      href={mediaUrl(asset.id)}
      aria-label={label}
      aria-haspopup="dialog"
      onClick={(event) => {
        onPress?.(event)
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        look({ look: asset.id })
      }}
      draggable={false}
      {...rest}
    />
  )
}
