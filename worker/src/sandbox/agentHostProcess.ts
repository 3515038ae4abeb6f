/** What starts the agent host in the container, and its port there; sandbox/Dockerfile has the one and lists the other. */
export const AGENT_HOST_PROCESS = { command: 'node /workspace/sandbox/dist/host.js', port: 8790 }
