/** Whether a text file can be chosen on this device. */
export function canPickFiles(): boolean {
  // #ifdef H5
  return true
  // #endif
  // #ifndef H5
  return false
  // #endif
}

/** Lets somebody choose a text file and gives its text; null when none was chosen. Throws when it cannot be read. */
export function pickTextFile(): Promise<string | null> {
  // #ifdef H5
  return new Promise((resolve, reject) => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = '.csv,.txt,.tsv,text/*'
    field.addEventListener('cancel', () => resolve(null))
    field.addEventListener('change', () => {
      const file = field.files?.[0]
      if (file) file.arrayBuffer().then((bytes) => resolve(decode(bytes)), reject)
      else resolve(null)
    })
    field.click()
  })
  // #endif
  // #ifndef H5
  return Promise.resolve(null)
  // #endif
}

// #ifdef H5
/** Excel in China saves CSV in GB 18030 unless told otherwise. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
// #endif
