/** The studio's mark: a lens. */
export function Mark() {
  return (
    <svg viewBox="0 0 28 28" className="size-7" aria-hidden="true">
      <circle cx="14" cy="14" r="13" className="fill-ink" />
      <circle cx="14" cy="14" r="5.5" className="fill-paper" />
    </svg>
  )
}
