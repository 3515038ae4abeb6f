import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactElement, useRef } from 'react'
import { MENU, type MenuItem, menuItemLook } from './menuItem.ts'

type MenuProps = {
  trigger: ReactElement
  items: MenuItem[]
  /** True where the press that asked for it has come already, before its code. */
  defaultOpen?: boolean
}

/** What can be done with a thing, in a menu that hangs from a button. */
export function Menu({ trigger, items, defaultOpen = false }: MenuProps) {
  const focusMoves = useRef(false)
  return (
    <Radix.Root defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
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
