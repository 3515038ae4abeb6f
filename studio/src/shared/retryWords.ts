/** What a press on “Try again” says to the director. */
export const RETRY_WORDS = 'try again'
