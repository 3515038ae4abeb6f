/** A browser's storage in memory, with what is in it at first. */
export function mapStorage(held: Record<string, string> = {}): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const map = new Map(Object.entries(held))
  return {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, words) => void map.set(name, words),
    removeItem: (name) => void map.delete(name),
  }
}
