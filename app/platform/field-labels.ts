// #ifdef H5
const PASSED_ON = ['aria-label', 'aria-invalid', 'autocomplete']
const FIELDS = 'uni-input[aria-label], uni-textarea[aria-label]'

/** The wrapper carries the name of a picture; the picture inside it is then decoration, as are those of uni-app's tab bar. */
function silencePictures(): void {
  document.querySelectorAll('uni-image img:not([alt]), uni-tabbar img:not([alt])').forEach((picture) => {
    picture.setAttribute('alt', '')
  })
}

function passOn(): void {
  document.querySelectorAll(FIELDS).forEach((field) => {
    const inner = field.querySelector('input, textarea')
    for (const name of PASSED_ON) {
      const value = field.getAttribute(name)
      if (value !== null && inner?.getAttribute(name) !== value) inner?.setAttribute(name, value)
    }
  })
}
// #endif

/** uni-app wraps a browser's fields and pictures in elements of its own, which keep the attributes that screen readers and password managers look for inside: this passes them on. */
export function labelFields(): void {
  // #ifdef H5
  let due = false
  new MutationObserver(() => {
    silencePictures()
    if (due) return
    due = true
    requestAnimationFrame(() => {
      due = false
      passOn()
    })
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: PASSED_ON })
  // #endif
}
