/** Splits text into lines at `\n`, whatever the chunks; a last line without a newline counts. The lines of a chunk come together. */
export class TextLineStream extends TransformStream<string, string[]> {
  constructor() {
    let rest = ''
    super({
      transform(chunk, controller) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        const whole = lines.filter((line) => line !== '')
        if (whole.length > 0) controller.enqueue(whole)
      },
      flush(controller) {
        if (rest !== '') controller.enqueue([rest])
      },
    })
  }
}
