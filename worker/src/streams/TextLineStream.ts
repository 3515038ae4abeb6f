/** Splits text into lines at `\n`, whatever the chunks; a last line without a newline counts. */
export class TextLineStream extends TransformStream<string, string> {
  constructor() {
    let rest = ''
    super({
      transform(chunk, controller) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line !== '') controller.enqueue(line)
      },
      flush(controller) {
        if (rest !== '') controller.enqueue(rest)
      },
    })
  }
}
