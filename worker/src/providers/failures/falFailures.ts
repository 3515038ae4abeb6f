import type { FailureRow } from './FailureRow.ts'

/** Any 5xx of an order that has failed. */
export const falBrokeDown: FailureRow = {
  code: '{kind}_service_broke_down',
  message: 'The {service} broke down over this {work}.',
  hint: 'Try again in a while.',
  charged: 'no',
  retry: 'anew',
}
const ranOutOfTime: FailureRow = {
  code: '{kind}_service_timed_out',
  message: 'The {service} did not get this {work} done in its own time.',
  hint: 'Try again in a while.',
  charged: 'no',
  retry: 'anew',
}

/**
 * What goes wrong with an order that fal has taken, by fal's own types: the model's errors (https://docs.fal.ai/errors) and the
 * request's (https://docs.fal.ai/model-apis/request-errors). A 5xx is never charged, a 422 may be where the model had begun to work.
 */
export const FAL_ORDER_FAILURES: Record<string, FailureRow> = {
  content_policy_violation: {
    code: 'content_policy',
    message: 'The {service} refused {object}: content policy.',
    hint: 'Use another reference or other words.',
    charged: 'maybe',
    retry: 'never',
  },
  no_media_generated: {
    code: 'no_media_generated',
    message: 'The {service} made no {work} of this.',
    hint: 'Try again, or with other words: it often works the second time.',
    charged: 'no',
    retry: 'anew',
  },
  image_too_large: {
    code: 'image_too_large',
    message: 'One of the pictures is too large for the {service}.',
    hint: 'Use a smaller one.',
    charged: 'no',
    retry: 'never',
  },
  image_too_small: {
    code: 'image_too_small',
    message: 'One of the pictures is too small for the {service}.',
    hint: 'Use a larger one.',
    charged: 'no',
    retry: 'never',
  },
  image_load_error: {
    code: 'image_unreadable',
    message: 'The {service} cannot read one of the pictures.',
    hint: 'Save it again as JPEG or PNG, and use that.',
    charged: 'no',
    retry: 'never',
  },
  // fal keeps uploads for a limited time.
  file_download_error: {
    code: 'photos_lost',
    message: 'The {service} no longer has the photos that were sent to it.',
    hint: 'Try again: they are sent anew.',
    charged: 'no',
    retry: 'anew',
  },
  generation_timeout: { ...ranOutOfTime, charged: 'maybe' },
  downstream_service_error: {
    code: 'model_failed',
    message: 'A service that the {service} relies on failed.',
    hint: 'Try again in a while, or choose another model.',
    charged: 'maybe',
    retry: 'anew',
  },
  request_timeout: ranOutOfTime,
  startup_timeout: ranOutOfTime,
  runner_scheduling_failure: falBrokeDown,
  runner_connection_timeout: falBrokeDown,
  runner_disconnected: falBrokeDown,
  runner_connection_refused: falBrokeDown,
  runner_connection_error: falBrokeDown,
  runner_incomplete_response: falBrokeDown,
  runner_server_error: falBrokeDown,
  internal_error: falBrokeDown,
  client_disconnected: {
    code: 'order_cut_off',
    message: 'The {service} lost the connection over which this {work} was ordered.',
    hint: 'Try again.',
    charged: 'maybe',
    retry: 'asked',
  },
  bad_request: {
    code: 'order_refused',
    message: 'The {service} did not understand the order: {reason}.',
    hint: 'Report this, with what was asked for: the order is made up by the studio.',
    charged: 'no',
    retry: 'never',
  },
}

/** A result that is there, of which nobody can say where. */
export const falUnreadable: FailureRow = {
  code: 'result_unreadable',
  message: 'The {service} says that it is done, but shows no {work} that can be read.',
  hint: 'Try again, or choose another model.',
  charged: 'maybe',
  retry: 'anew',
}

/** What was begun when it was called back, and is paid for. */
export const falStoppedLate: FailureRow = {
  code: 'stopped_late',
  message: 'The {service} had begun this {work} when it was told to stop.',
  hint: 'Ask for it again.',
  charged: 'yes',
  retry: 'asked',
}

/** What else a model may object to, such as a value of the order. */
export const falRefused: FailureRow = {
  code: '{kind}_refused',
  message: 'The {service} refused the work: {reason}.',
  hint: 'Change the reference photos or the words, and try again.',
  charged: 'maybe',
  retry: 'never',
}

/** What goes wrong with a call, by the status of its answer. */
export const FAL_CALL_FAILURES: Record<number, FailureRow> = {
  401: {
    code: '{kind}_key_refused',
    message: 'The {service} does not accept the key.',
    hint: 'Set a valid FAL_KEY.',
    charged: 'no',
    retry: 'never',
  },
  403: {
    code: '{kind}_account_locked',
    message: 'The {service} does not serve this account: {reason}.',
    hint: 'See the account at fal, for example its balance.',
    charged: 'no',
    retry: 'never',
  },
  404: {
    code: '{kind}_model_unknown',
    message: 'The {service} does not have this model: {reason}.',
    hint: 'Choose another model.',
    charged: 'no',
    retry: 'never',
  },
  429: {
    code: '{kind}_service_full',
    message: 'waits for a place at the {service}',
    hint: 'It is asked again.',
    charged: 'no',
    retry: 'place',
  },
}

/** Any 5xx, and 408: nothing of it says anything about work that was taken. */
export const falUnavailable: FailureRow = {
  code: '{kind}_service_unavailable',
  message: 'The {service} answered with status {reason}.',
  hint: 'It is asked again.',
  charged: 'no',
  retry: 'later',
}

/** Any 3xx: nothing is sent on, and so nothing was taken. */
export const falRedirects: FailureRow = {
  code: '{kind}_service_redirects',
  message:
    'The {service} answered with status {reason}: it wants to be called at another address. Nothing was sent there.',
  hint: 'See whether FAL_BASE_URL is right.',
  charged: 'no',
  retry: 'asked',
}

/** fal keeps no name of ours for an order, so one whose answer was lost cannot be found again. */
export const falUnanswered: FailureRow = {
  code: 'order_unanswered',
  message: 'The {service} did not answer the order. If the order had reached it, it may have been charged.',
  hint: 'Everything made so far is kept. Try again when the service answers.',
  charged: 'maybe',
  retry: 'asked',
}

/** fal names the address to which a picture goes up. */
export const falUploadInside: FailureRow = {
  code: 'upload_inside',
  message:
    'The {service} wants the photos to be sent to {reason}, which is no address on the internet. They were not sent.',
  hint: 'See whether FAL_BASE_URL is right.',
  charged: 'no',
  retry: 'never',
}
