import type { Exhibit } from './exhibits.ts'

/** One exhibit under its name. What it fixes to the window stays in the frame. */
export function ExhibitFrame({ exhibit: { name, show, wide = false } }: { exhibit: Exhibit }) {
  return (
    <section aria-label={name} className={`min-w-0 ${wide ? 'col-span-full' : ''}`}>
      <h2 className="mb-2 text-small text-soft">{name}</h2>
      <div className={`[contain:layout] ${wide ? 'border-line border-y' : ''}`}>{show}</div>
    </section>
  )
}
