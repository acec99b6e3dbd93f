/**
 * Takes the text of whatever is pasted into fields within `selector`, away from the field, where `taken` says that it has
 * use for it; gives the way to stop. Does nothing where there is no keyboard to paste with. For long texts: uni-app's
 * field for several lines measures each of them, and thousands make a browser stand still.
 */
export function takePastes(selector: string, taken: (text: string) => boolean): () => void {
  // #ifdef H5
  const listener = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const within = event.target instanceof Element && event.target.closest(selector) !== null
    if (text !== '' && within && taken(text)) event.preventDefault()
  }
  document.addEventListener('paste', listener)
  return () => document.removeEventListener('paste', listener)
  // #endif
  // #ifndef H5
  return () => undefined
  // #endif
}
