import { ContextMenu as Radix } from 'radix-ui'
import { type ReactElement, useRef } from 'react'
import { MENU, type MenuItem, menuItemLook } from './menuItem.ts'

/** The same as `Menu`, where the pointer is: by the other mouse button, or a long press. */
export function ContextMenu({ items, children }: { items: MenuItem[]; children: ReactElement }) {
  const focusMoves = useRef(false)
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          collisionPadding={16}
          className={MENU}
          onCloseAutoFocus={(event) => {
            if (focusMoves.current) event.preventDefault()
            focusMoves.current = false
          }}
        >
          {items.map((item) => (
            <Radix.Item
              key={item.label}
              disabled={item.disabled ?? false}
              onSelect={() => {
                focusMoves.current = item.movesFocus ?? false
                item.onSelect()
              }}
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
