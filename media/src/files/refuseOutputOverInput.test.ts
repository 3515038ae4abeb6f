import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { refuseOutputOverInput } from './refuseOutputOverInput.ts'

const path = temporaryFolder()

describe('refuseOutputOverInput', () => {
  it('knows an input by every name that it has', async () => {
    await mkdir(path('real'))
    await symlink(path('real'), path('linked'))
    await writeFile(path('real/clip'), '')
    await symlink(path('real/clip'), path('alias'))
    const same = [
      ['real/clip', 'real/clip'],
      ['real/clip', 'linked/../real/clip'],
      ['linked/clip', 'real/clip'],
      ['real/clip', 'alias'],
      ['none', 'none'],
    ]
    for (const [output = '', input = ''] of same) {
      const refused = { code: 'wrongUse', message: expect.stringContaining(path(output)) }
      await expect(refuseOutputOverInput([path('film'), path(output)], [path(input)])).rejects.toMatchObject(refused)
    }
    await refuseOutputOverInput([path('film'), path('linked/film')], [path('real/clip'), path('none')])
  })
})
