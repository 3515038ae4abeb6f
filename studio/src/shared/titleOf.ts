/** A shoot's title as it is shown: one that was never named has none until the first words give it one. */
export function titleOf({ title }: { title: string }): string {
  return title === '' ? 'Untitled' : title
}
