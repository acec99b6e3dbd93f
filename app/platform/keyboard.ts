const TAPPABLE =
  '[role="button"],[role="link"],[role="tab"],[role="radio"],[role="checkbox"],[role="switch"],[role="option"]'

/** uni-app's views know taps only: in a browser, Enter and Space on a focused control tap it, and Escape closes the topmost dialog. */
export function tapByKeyboard(): void {
  // #ifdef H5
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return closeTopmostDialog()
    if (event.key !== 'Enter' && event.key !== ' ') return
    const control = event.target instanceof HTMLElement ? event.target : null
    if (!control?.matches(TAPPABLE)) return
    event.preventDefault()
    control.click()
  })
  // #endif
}

// #ifdef H5
function closeTopmostDialog(): void {
  const closers = document.querySelectorAll<HTMLElement>('[data-closes-dialog]')
  closers[closers.length - 1]?.click()
}
// #endif
