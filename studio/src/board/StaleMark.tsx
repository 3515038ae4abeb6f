type StaleMarkProps = {
  /** Why, as in “made from an older frame 2”. */
  words: string
  large: boolean
}

/** That a version is stale: the word where it fits, a sign on a narrower picture; why, to those who rest on it or hear it. */
export function StaleMark({ words, large }: StaleMarkProps) {
  return (
    <span
      className={`@container pointer-events-none absolute flex justify-end ${large ? 'top-2 right-2 left-2 in-data-picking:right-11' : 'inset-x-1 top-1'}`}
    >
      <span
        title={`Stale: ${words}. Ask the director to make it again.`}
        className={`pointer-events-auto rounded-inner bg-shade/80 text-small text-white ${large ? 'px-2 py-0.5' : 'px-0.5 py-0.5 @min-[2.5rem]:px-1 @min-[2.5rem]:py-0'}`}
      >
        <span className="sr-only @min-[2.5rem]:not-sr-only">Stale</span>
        <span className="sr-only">: {words}</span>
        <svg viewBox="0 0 12 12" className="size-3 @min-[2.5rem]:hidden" aria-hidden="true">
          <path
            d="M9.5 6a3.5 3.5 0 1 1-1-2.5M8.7 1.5v2.2H6.5"
            className="fill-none stroke-current"
            strokeWidth="1.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </span>
    </span>
  )
}
