import type { Emission } from './Emission.ts'

/** Makes a session and returns its id. */
export async function createSession(url: string): Promise<string> {
  return (await post(`${url}/api/sessions`, {})).id
}

/** Starts a turn that lets this out. */
export async function say(url: string, sessionId: string, emission: Emission): Promise<void> {
  await post(`${url}/api/sessions/${sessionId}/turns`, { prompt: JSON.stringify(emission) })
}

async function post(url: string, body: unknown): Promise<{ id: string }> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as { id: string }
}
