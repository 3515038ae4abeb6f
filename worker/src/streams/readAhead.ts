/**
 * Goes on reading while whoever takes is busy, and then hands over all that has come, together. Once `most` items wait, the source
 * waits too. What had come before the source failed is still handed over.
 */
export async function* readAhead<Item>(source: AsyncIterable<Item[]>, most: number): AsyncGenerator<Item[], void> {
  const state = { waiting: [] as Item[], isEnded: false, isLeft: false }
  let news = Promise.withResolvers<void>()
  let room = Promise.withResolvers<void>()

  const read = async () => {
    for await (const items of source) {
      state.waiting.push(...items)
      news.resolve()
      while (state.waiting.length >= most && !state.isLeft) await room.promise
      if (state.isLeft) return
    }
  }
  const reading = read().finally(() => {
    state.isEnded = true
    news.resolve()
  })
  // Thrown below, once what had come is handed over.
  reading.catch(() => {})

  try {
    for (;;) {
      await news.promise
      const taken = state.waiting.splice(0)
      if (!state.isEnded) news = Promise.withResolvers()
      room.resolve()
      room = Promise.withResolvers()
      if (taken.length > 0) yield taken
      else if (state.isEnded) return await reading
    }
  } finally {
    state.isLeft = true
    room.resolve()
  }
}
