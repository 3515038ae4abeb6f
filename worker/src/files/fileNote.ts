import { LOCAL_OWNER } from '@fashion-shoot/protocol'

/** What the bucket keeps beside a file: whose it is, and the name under which a person saves it. */
export type FileNote = { owner: string; fileName: string }

/** A note as the bucket takes it. Its values travel as HTTP headers, hence encoded. */
export function fileNote({ owner, fileName }: FileNote): Record<string, string> {
  return { owner: encodeURIComponent(owner), fileName: encodeURIComponent(fileName) }
}

/** The note beside a file. One from before there were owners is of local mode; one without a name is saved under its key's. */
export function readFileNote({ customMetadata, key }: Pick<R2Object, 'customMetadata' | 'key'>): FileNote {
  return {
    owner: decodeURIComponent(customMetadata?.owner || LOCAL_OWNER),
    fileName: decodeURIComponent(customMetadata?.fileName || key.replace(/^.*\//, '')),
  }
}
