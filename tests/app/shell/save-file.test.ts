import { afterEach, describe, expect, it, vi } from 'vitest'
import { saveTextFile } from '../../../app/platform/save-file'
import { uniMock } from '../support/uni-runtime'

const file = { name: '收支明细.csv', type: 'text/csv', text: '\ufeff甲,1\r\n' }
const isWeChat = process.env['UNI_TEST_PLATFORM'] === 'mp-weixin'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe.skipIf(isWeChat)('a text file in a browser', () => {
  it('is downloaded under its name, as it is', async () => {
    let kept: Blob | undefined
    vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => ((kept = blob), 'blob:1'), revokeObjectURL: vi.fn() })
    const clicked: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(`${this.download} ${this.href}`)
    })
    expect(await saveTextFile(file)).toBe('saved')
    expect(clicked).toEqual(['收支明细.csv blob:1'])
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await kept!.arrayBuffer())).toBe(file.text)
    expect(document.querySelector('a')).toBeNull()
  })
})

describe.runIf(isWeChat)('a text file in WeChat', () => {
  const written: unknown[] = []

  function onPhone(share?: (options: { success: () => void; fail: (reason: { errMsg: string }) => void }) => void) {
    written.length = 0
    vi.stubGlobal('wx', {
      env: { USER_DATA_PATH: 'wxfile://usr' },
      getFileSystemManager: () => ({
        writeFile: (options: { filePath: string; data: string; success: () => void }) => {
          written.push([options.filePath, options.data])
          options.success()
        },
      }),
      shareFileMessage: share,
    })
    uniMock('setClipboardData').mockImplementation(({ success }: { success: () => void }) => success())
  }

  it('goes to a chat', async () => {
    onPhone(({ success }) => success())
    expect(await saveTextFile(file)).toBe('shared')
    expect(written).toEqual([['wxfile://usr/收支明细.csv', file.text]])
  })

  it('goes nowhere when the person thinks better of it', async () => {
    onPhone(({ fail }) => fail({ errMsg: 'shareFileMessage:fail cancel' }))
    expect(await saveTextFile(file)).toBe('cancelled')
    expect(uniMock('setClipboardData')).not.toHaveBeenCalled()
  })

  it('goes onto the clipboard where WeChat is too old to send files, or refuses to', async () => {
    onPhone()
    expect(await saveTextFile(file)).toBe('copied')
    onPhone(({ fail }) => fail({ errMsg: 'shareFileMessage:fail not supported' }))
    expect(await saveTextFile(file)).toBe('copied')
  })

  it('says so when not even that works', async () => {
    onPhone()
    uniMock('setClipboardData').mockImplementation(({ fail }: { fail: () => void }) => fail())
    expect(await saveTextFile(file)).toBe('failed')
  })
})
