/** How a screen is looked at. */
export type View = { width: number; height: number; theme: 'light' | 'dark'; phone: boolean }

const [window, phone] = [
  { width: 1440, height: 900, phone: false },
  { width: 390, height: 844, phone: true },
]

/** Of main screens, all; of others, the first and the last. */
export const VIEWS: View[] = [
  { ...window, theme: 'light' },
  { ...window, theme: 'dark' },
  { ...phone, theme: 'light' },
  { ...phone, theme: 'dark' },
]

export function viewsOf({ main = false }: { main?: boolean }): View[] {
  return main ? VIEWS : VIEWS.filter(({ phone, theme }) => phone === (theme === 'dark'))
}

/** The name of a picture: what it shows, how wide, in which theme. */
export function fileOf(screen: { name: string }, { width, theme }: View): string {
  return `${screen.name}-${width}-${theme}.webp`
}
