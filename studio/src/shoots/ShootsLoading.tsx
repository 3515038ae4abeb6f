/** As many as fill a window. */
const PLACES = Array.from({ length: 10 }, (_, place) => place)

/** Where shoots will be, while they are asked for. */
export function ShootsLoading() {
  return (
    <div
      role="status"
      aria-label="Looking for your shoots"
      className="grid grid-cols-2 gap-x-5 gap-y-7 sm:grid-cols-3 wide:grid-cols-5"
    >
      {PLACES.map((place) => (
        <div key={place}>
          <div className="aspect-3/2 animate-breathe rounded-card bg-well" />
          <div className="mt-2.5 h-3 w-2/3 rounded-inner bg-well" />
          <div className="mt-2 h-2.5 w-1/2 rounded-inner bg-well" />
        </div>
      ))}
    </div>
  )
}
