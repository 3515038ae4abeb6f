/** `fast` answers as soon as it can, for tests; `lifelike` takes about as long as the real provider does. */
export type Speed = 'fast' | 'lifelike'
