import { drawCurve } from '../curve/drawCurve.ts'
import { easing } from '../curve/easing.ts'
import type { DefineCommand } from './CommandContext.ts'
import { easingNames } from './easingNames.ts'

export const curveCommand: DefineCommand = (command, { print }) => {
  command
    .argument('<easing>', 'a name, or x1,y1,x2,y2 as in CSS cubic-bezier()')
    .addHelpText('after', easingNames())
    .action((spec: string) => {
      const data = drawCurve(easing(spec))
      if (data.note) process.stderr.write(`${data.note}\n`)
      print({ data, text: data.svg })
    })
}
