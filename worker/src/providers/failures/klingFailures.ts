import type { FailureRow } from './FailureRow.ts'

/** Kling takes money for clips that it has made, and for nothing else. */
const refused = (code: number, message: string, hint: string): FailureRow => ({
  code: `kling_${code}`,
  message,
  hint,
  charged: 'no',
  retry: 'never',
})
const keys = (code: number, why: string) =>
  refused(code, `The {service} does not accept the keys: ${why}.`, 'Set valid KLING_ACCESS_KEY and KLING_SECRET_KEY.')
const clock = (code: number, why: string) =>
  refused(code, `The {service} does not accept the token: ${why}.`, 'Set the clock of the machine that this runs on.')
const order = (code: number) =>
  refused(code, 'The {service} refused the order: {reason}.', 'Change the frames or the words, and try again.')
const policy = (code: number) =>
  refused(code, 'The {service} refused this {work}: content policy.', 'Change the frames or the words.')
const full = (code: number): FailureRow => ({
  code: `kling_${code}`,
  message: 'waits for a place at the {service}',
  hint: 'It is asked again.',
  charged: 'no',
  retry: 'place',
})
/** Also of what it has taken: 5002 is that the time for an answer ran out. */
const unavailable = (code: number): FailureRow => ({
  code: `kling_${code}`,
  message: 'The {service} answered: {reason}.',
  hint: 'It is asked again.',
  charged: 'maybe',
  retry: 'later',
})

/** What goes wrong with a call, by Kling's own codes (https://klingai.com/global/dev, "Error Code"). */
export const KLING_FAILURES: Record<number, FailureRow> = {
  1000: keys(1000, 'the signature is wrong'),
  1001: keys(1001, 'they are empty'),
  1002: keys(1002, 'they are unknown'),
  1003: clock(1003, 'it is not valid yet'),
  1004: clock(1004, 'it has expired'),
  1100: refused(1100, 'The {service} does not serve this account: {reason}.', 'See the account at Kling.'),
  1101: refused(1101, 'The account at the {service} is in arrears.', 'Top up the Kling account.'),
  1102: refused(
    1102,
    'The {service} has no credit left: the pack is used up or expired.',
    'Buy another pack at Kling.',
  ),
  1103: refused(1103, 'The account may not use this model of the {service}.', 'Choose another clip model.'),
  1200: order(1200),
  1201: order(1201),
  1202: refused(1202, 'The {service} does not know this call: {reason}.', 'See whether KLING_BASE_URL is right.'),
  1203: refused(1203, 'The {service} does not have this: {reason}.', 'Choose another clip model.'),
  1300: policy(1300),
  1301: policy(1301),
  1302: full(1302),
  1303: full(1303),
  1304: refused(
    1304,
    'The {service} serves other addresses only.',
    'Take this deployment onto the list of IPs at Kling.',
  ),
  5000: unavailable(5000),
  5001: unavailable(5001),
  5002: unavailable(5002),
}

/** A code that is on no list. */
export const klingRefused = (code: number): FailureRow => (code >= 5000 ? unavailable(code) : order(code))

/** Any 3xx: nothing is sent on, and so nothing was taken. */
export const klingRedirects: FailureRow = {
  code: 'clip_service_redirects',
  message:
    'The {service} answered with status {reason}: it wants to be called at another address. Nothing was sent there.',
  hint: 'See whether KLING_BASE_URL is right.',
  charged: 'no',
  retry: 'asked',
}

/** A task that was taken, and ended without a clip. */
export const klingTaskFailed: FailureRow = {
  code: 'clip_failed',
  message: 'The {service} could not make this {work}: {reason}.',
  hint: 'Try the {work} again.',
  charged: 'no',
  retry: 'asked',
}

/** The same, where its content is to blame: Kling has no code for that, only words. */
export const klingTaskRefused: FailureRow = {
  code: 'content_policy',
  message: 'The {service} refused this {work}: content policy.',
  hint: 'Change the frames or the words.',
  charged: 'no',
  retry: 'never',
}
