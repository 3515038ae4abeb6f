/** Lines of 1.5 on a field of 20, but for what is filled. */
const PATHS = {
  close: 'M5 5l10 10M15 5L5 15',
  left: 'M12.5 4.5L7 10l5.5 5.5',
  right: 'M7.5 4.5L13 10l-5.5 5.5',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 16.5h12',
  compare: 'M10 2.5v15M7.5 5H3.5v10h4M12.5 5h4v10h-4',
  enlarge: 'M11.5 3.5h5v5M16.5 3.5l-5.5 5.5M8.5 16.5h-5v-5M3.5 16.5L9 11',
  shrink: 'M16.5 8.5h-5v-5M11.5 8.5l5-5M3.5 11.5h5v5M8.5 11.5l-5 5',
  loop: 'M4 9V8a3 3 0 013-3h8M12.5 2.5L15 5l-2.5 2.5M16 11v1a3 3 0 01-3 3H5M7.5 17.5L5 15l2.5-2.5',
  play: 'M6.5 4v12l10-6z',
  pause: 'M6 4h2.75v12H6zM11.25 4H14v12h-2.75z',
  stepBack: 'M14.5 4.5v11L7 10zM5 4.5h1.5v11H5z',
  stepForward: 'M5.5 4.5v11L13 10zM13.5 4.5H15v11h-1.5z',
} as const

const FILLED: ReadonlySet<string> = new Set(['play', 'pause', 'stepBack', 'stepForward'] satisfies IconName[])

export type IconName = keyof typeof PATHS

/** A sign in the colour of the words around it. What it stands for, its button says. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={className} aria-hidden="true">
      <path
        d={PATHS[name]}
        className={FILLED.has(name) ? 'fill-current' : 'fill-none stroke-current'}
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
