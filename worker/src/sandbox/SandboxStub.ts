import type { Process, ProcessOptions } from '@cloudflare/sandbox'

/** A bucket by its binding's name, or by an S3 endpoint whose requests are signed outside of the container. */
export type BucketMount =
  | { bucket: string; options: { readOnly: true } }
  | {
      bucket: string
      options: {
        readOnly: true
        endpoint: string
        provider: 'r2'
        credentials: { accessKeyId: string; secretAccessKey: string }
        credentialProxy: true
      }
    }

/**
 * All that is used of a session's Sandbox object: the package's own calls, and two of ours (Sandbox.ts). Whoever moves to another
 * version of the package, or to the platform's bare containers, has this much to provide.
 */
export interface SandboxStub {
  /** Starts the container unless it runs. `full` when the platform has no place for another one now. */
  wake(): Promise<'awake' | 'full'>
  /** Whether the container runs. Never starts it. */
  isAwake(): Promise<boolean>
  startProcess(command: string, options: ProcessOptions): Promise<Pick<Process, 'waitForPort' | 'getLogs'>>
  /** Calls what listens on a port. On a container that sleeps it hangs for minutes: ask `isAwake` first. */
  containerFetch(request: Request, port: number): Promise<Response>
  exec(command: string, options: { timeout: number }): Promise<{ exitCode: number; stdout: string; stderr: string }>
  mountBucket(bucket: string, path: string, options: BucketMount['options']): Promise<void>
  unmountBucket(path: string): Promise<void>
  /** Ends the container at once; its files are gone. */
  destroy(): Promise<void>
}
