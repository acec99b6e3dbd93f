import { copyText } from './device'

// uni-app's types know WeChat's own functions under other names.
declare const wx: {
  env: { USER_DATA_PATH: string }
  getFileSystemManager: () => {
    writeFile: (options: {
      filePath: string
      data: string
      encoding: string
      success: () => void
      fail: () => void
    }) => void
  }
  shareFileMessage?: (options: {
    filePath: string
    fileName: string
    success: () => void
    fail: (reason: { errMsg?: string }) => void
  }) => void
}

export interface TextFile {
  /** With its ending: `statement.csv`. */
  name: string
  /** MIME type. */
  type: string
  text: string
}

/** Where the file went: into the browser's downloads, to a chat, onto the clipboard; nowhere when the person thought better of it. */
export type SaveOutcome = 'saved' | 'shared' | 'copied' | 'cancelled' | 'failed'

/** Hands a text over as a file, the way this platform can; call it from a tap. Never throws. */
export function saveTextFile(file: TextFile): Promise<SaveOutcome> {
  // #ifdef H5
  return Promise.resolve(download(file))
  // #endif
  // #ifdef MP-WEIXIN
  return sendToChat(file)
  // #endif
  // #ifndef H5 || MP-WEIXIN
  return copyInstead(file)
  // #endif
}

async function copyInstead({ text }: TextFile): Promise<SaveOutcome> {
  return (await copyText(text)) ? 'copied' : 'failed'
}

// #ifdef H5
/** Long enough for the browser to have taken the file up. */
const KEPT_MS = 60_000

function download({ name, type, text }: TextFile): SaveOutcome {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.appendChild(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
  return 'saved'
}
// #endif

// #ifdef MP-WEIXIN
/** WeChat opens office documents only, so a text goes to a chat (one's own file transfer, say); on older versions to the clipboard. */
function sendToChat(file: TextFile): Promise<SaveOutcome> {
  const filePath = `${wx.env.USER_DATA_PATH}/${file.name}`
  return new Promise((resolve) => {
    const copy = () => resolve(copyInstead(file))
    wx.getFileSystemManager().writeFile({
      filePath,
      data: file.text,
      encoding: 'utf8',
      fail: copy,
      success: () => {
        if (!wx.shareFileMessage) return copy()
        wx.shareFileMessage({
          filePath,
          fileName: file.name,
          success: () => resolve('shared'),
          fail: ({ errMsg = '' }) => (errMsg.includes('cancel') ? resolve('cancelled') : copy()),
        })
      },
    })
  })
}
// #endif
