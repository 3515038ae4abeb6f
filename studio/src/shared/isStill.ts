/** True where nothing may move: the person's system asks for that, or the gallery does. */
export function isStill(): boolean {
  return document.documentElement.dataset.motion === 'still' || matchMedia('(prefers-reduced-motion: reduce)').matches
}
