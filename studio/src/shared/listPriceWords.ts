/** Why an amount is “at list price” and not “spent”. */
export const LIST_PRICE_WORDS = 'Demo stand-ins charge nothing'
