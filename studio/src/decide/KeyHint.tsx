/** The key that does the same as a button, where there is a keyboard. */
export function KeyHint({ children }: { children: string }) {
  return (
    <span
      aria-hidden="true"
      className="rounded-[0.25rem] border border-current px-1.5 font-normal font-sans text-small opacity-60 max-wide:hidden"
    >
      {children}
    </span>
  )
}
