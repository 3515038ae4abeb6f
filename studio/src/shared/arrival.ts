let moved = false

/** The person has gone from one page of the studio to another. */
export function noteMove(): void {
  moved = true
}

/** False on the page that the browser itself has loaded: there the reading begins at its top anyway. */
export function hasMoved(): boolean {
  return moved
}
