/** Saves what an address of our own answers with; `name` is for a file that has none of its own. */
export function save(url: string, name = ''): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
