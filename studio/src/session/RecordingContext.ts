import { createContext, use } from 'react'

/** True around a shoot that is a recording: all of it can be looked at, and nothing changed, as no server has it. */
export const RecordingContext = createContext(false)

export function useIsRecording(): boolean {
  return use(RecordingContext)
}
