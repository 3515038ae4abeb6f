import { ContextMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import type { MenuItem } from './menuItem.ts'
import { useMenuContent } from './useMenuContent.tsx'

/** The same as `Menu`, where the pointer is: by the other mouse button, or a long press. */
export function ContextMenu({ items, children }: { items: MenuItem[]; children: ReactElement }) {
  const content = useMenuContent(items, Radix.Item)
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  )
}
