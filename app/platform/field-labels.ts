// #ifdef H5
const PASSED_ON = ['aria-label', 'aria-invalid', 'autocomplete']
const FIELDS = 'uni-input[aria-label], uni-textarea[aria-label]'

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

/** uni-app wraps a browser's fields in an element of its own, which keeps the attributes that screen readers and password managers look for on the field: this passes them on. */
export function labelFields(): void {
  // #ifdef H5
  let due = false
  new MutationObserver(() => {
    if (due) return
    due = true
    requestAnimationFrame(() => {
      due = false
      passOn()
    })
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: PASSED_ON })
  // #endif
}
