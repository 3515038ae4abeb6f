import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import type { MenuItem } from './menuItem.ts'
import { useMenuContent } from './useMenuContent.tsx'

type MenuProps = {
  trigger: ReactElement
  items: MenuItem[]
  /** True where the press that asked for it has come already, before its code. */
  defaultOpen?: boolean
}

/** What can be done with a thing, in a menu that hangs from a button. */
export function Menu({ trigger, items, defaultOpen = false }: MenuProps) {
  const content = useMenuContent(items, Radix.Item)
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} {...content} />
      </Radix.Portal>
    </Radix.Root>
  )
}
