/** What the Workers of a test file have written to their console, oldest first; kept from the terminal, where it would be noise. */
export const runtimeLog: string[] = []
