/** The sign on a picture that it can be played. */
export function PlayMark({ className = '' }: { className?: string }) {
  return (
    <span className="pointer-events-none absolute inset-0 grid place-items-center" aria-hidden="true">
      <svg
        viewBox="0 0 40 40"
        className={`aspect-square transition group-hover:scale-105 ${className}`}
        role="presentation"
      >
        <circle cx="20" cy="20" r="20" className="fill-shade/55" />
        <path d="M16 13.5v13l11-6.5z" className="fill-white" />
      </svg>
    </span>
  )
}
