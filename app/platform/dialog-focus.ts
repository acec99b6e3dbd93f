import { watch } from 'vue'

/**
 * In a browser the focus goes into a dialog that opens, so that the keyboard and a screen reader are there too, stays within
 * it, and goes back to where it was. WeChat and apps see to it by themselves.
 */
export function useDialogFocus(open: () => boolean): void {
  // #ifdef H5
  let before: HTMLElement | null = null
  watch(
    open,
    (isOpen) => {
      if (isOpen) before = enterDialog()
      else if (before?.isConnected) before.focus({ preventScroll: true })
    },
    { flush: 'post', immediate: true },
  )
  // #endif
}

// #ifdef H5
const FOCUSABLE = '[tabindex="0"],input:not([disabled]),textarea:not([disabled])'

/** The dialog that lies on top, of the page that is seen. */
function topmostDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[aria-modal=true]')].filter(isSeen).at(-1)
}

function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0
}

function enterDialog(): HTMLElement | null {
  const dialog = topmostDialog()
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : null
  if (!dialog || dialog.contains(before)) return null
  dialog.tabIndex = -1
  dialog.focus({ preventScroll: true })
  return before
}
// #endif

/** Keeps Tab within an open dialog: what lies behind it is veiled. */
export function keepFocusInDialog(): void {
  // #ifdef H5
  document.addEventListener('keydown', (event) => {
    const dialog = event.key === 'Tab' ? topmostDialog() : undefined
    if (!dialog) return
    const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isSeen)
    const from = document.activeElement
    const [first, last] = [stops[0], stops.at(-1)]
    const outside = !dialog.contains(from) || from === dialog
    if (event.shiftKey ? from === first || outside : from === last || !dialog.contains(from)) {
      event.preventDefault()
      ;(event.shiftKey ? last : first)?.focus()
    }
  })
  // #endif
}
