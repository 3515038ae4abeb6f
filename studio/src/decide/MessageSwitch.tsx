import { usePhoneBar } from './PhoneBar.tsx'

/** On a phone: from the decision to the field for a message. */
export function MessageSwitch() {
  const { write } = usePhoneBar()
  return (
    <button
      type="button"
      aria-label="Write to the director"
      title="Write to the director"
      onClick={write}
      className="grid min-h-10 w-11 shrink-0 place-items-center rounded-card border border-line wide:hidden"
    >
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        <path
          d="M4 5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5v6a1.5 1.5 0 0 1-1.5 1.5H9.5L6 16v-3h-.5A1.5 1.5 0 0 1 4 11.5z"
          className="fill-none stroke-current"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  )
}
