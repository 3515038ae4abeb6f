import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import { MENU, type MenuItem, menuItemLook } from './menuItem.ts'

/** What can be done with a thing, in a menu that hangs from a button. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: MenuItem[] }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} collisionPadding={16} className={MENU}>
          {items.map((item) => (
            <Radix.Item
              key={item.label}
              disabled={item.disabled ?? false}
              onSelect={item.onSelect}
              className={menuItemLook(item)}
            >
              {item.label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
