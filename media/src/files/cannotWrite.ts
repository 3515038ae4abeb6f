import { MediaError } from '../MediaError.ts'

const REASONS: Record<string, string> = {
  EACCES: 'there is no right to write there',
  EPERM: 'there is no right to write there',
  EROFS: 'what is there can only be read',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'it is larger than a file may be there',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
}

/**
 * The error for an output, or a folder for outputs, that cannot come to its place.
 *
 * @param why the reason in words that follow a colon, or what the system threw
 */
export function cannotWrite(out: string, why: string | Error): MediaError {
  const reason = typeof why === 'string' ? why : ('code' in why && REASONS[String(why.code)]) || why.message
  const message = `${out || '""'} cannot be written: ${reason}.`
  return new MediaError('cannotWrite', message, 'Name another place for it.', { cause: why })
}
