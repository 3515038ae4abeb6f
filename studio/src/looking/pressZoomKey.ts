import type { PaneZoom } from './useZoom.ts'

const KEYS: Record<string, (zoom: PaneZoom) => void> = {
  '+': (zoom) => zoom.zoomIn(),
  '=': (zoom) => zoom.zoomIn(),
  '-': (zoom) => zoom.zoomOut(),
  '0': (zoom) => zoom.fit(),
  '1': (zoom) => zoom.full(),
}

/** Zooms all panes as the key says; false when it says nothing of that. The browser's own zoom stays its own. */
export function pressZoomKey(zooms: PaneZoom[], { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const press = KEYS[key]
  if (press === undefined || ctrlKey || metaKey || altKey) return false
  for (const zoom of zooms) press(zoom)
  return true
}
