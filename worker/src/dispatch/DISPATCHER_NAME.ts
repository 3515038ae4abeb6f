/** Of the one dispatcher that a deployment has. In a file of its own, for programs that know nothing of the Workers' types. */
export const DISPATCHER_NAME = 'the deployment'
