/** Lies over the page while files are dragged over it: they may be let go anywhere. */
export function DropVeil() {
  return (
    <div
      className="pointer-events-none fixed inset-0 z-50 grid animate-develop place-items-center bg-paper/85 p-4"
      aria-hidden="true"
    >
      <div className="grid size-full place-items-center rounded-card border-2 border-accent border-dashed">
        <p className="text-title">Let go, and the photos are in</p>
      </div>
    </div>
  )
}
