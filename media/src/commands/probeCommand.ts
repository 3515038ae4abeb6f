import { probeMedia } from '../probe/probeMedia.ts'
import type { DefineCommand } from './CommandContext.ts'

export const probeCommand: DefineCommand = (command, { print, signal }) => {
  command.argument('<file>', 'a picture, a clip or a sound').action(async (file: string) => {
    const data = await probeMedia(file, signal)
    print({ data, text: JSON.stringify(data, null, 2) })
  })
}
