/**
 * Sent with every call: Cloudflare Access then answers 401 once one is signed out, in place of leading a script to its login page
 * (https://developers.cloudflare.com/cloudflare-one/identity/users/session-management/).
 */
export const ASKED_BY_PAGE = { 'x-requested-with': 'XMLHttpRequest' } as const
