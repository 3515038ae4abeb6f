import { usePhoneBar } from './PhoneBar.tsx'

/** On a phone: from the field for a message back to the decision. */
export function DecisionSwitch() {
  const { decide } = usePhoneBar()
  return (
    <button
      type="button"
      onClick={decide}
      className="min-h-10 shrink-0 px-2 font-medium underline underline-offset-4 wide:hidden"
    >
      Decide
    </button>
  )
}
