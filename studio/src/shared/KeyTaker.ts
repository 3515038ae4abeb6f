/** What does something with keys that are pressed elsewhere; true when the key was for it. */
export type KeyTaker = { press(event: KeyboardEvent): boolean }
