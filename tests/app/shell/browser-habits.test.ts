import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { keepFocusInDialog, useDialogFocus } from '../../../app/platform/dialog-focus'
import { labelFields } from '../../../app/platform/field-labels'
import { tapByKeyboard } from '../../../app/platform/keyboard'

// Only a browser has a keyboard to tap with and fields inside uni-app's fields.
const inBrowser = describe.runIf(process.env.UNI_TEST_PLATFORM === 'h5')

afterEach(() => {
  document.body.innerHTML = ''
})

inBrowser('the keyboard', () => {
  tapByKeyboard()

  it.each(['Enter', ' '])('taps the focused control with %j', (key) => {
    document.body.innerHTML = '<div role="button" tabindex="0"></div>'
    const control = document.body.firstElementChild!
    const tapped = vi.fn()
    control.addEventListener('click', tapped)
    control.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    expect(tapped).toHaveBeenCalledTimes(1)
  })

  it('leaves a field its own keys', () => {
    document.body.innerHTML = '<div role="button"><input /></div>'
    const tapped = vi.fn()
    document.body.firstElementChild!.addEventListener('click', tapped)
    document.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    expect(tapped).not.toHaveBeenCalled()
  })

  it('closes the topmost dialog with Escape', () => {
    document.body.innerHTML = '<div data-closes-dialog></div><div data-closes-dialog></div>'
    const closed = [...document.querySelectorAll('[data-closes-dialog]')].map((veil) => {
      const spy = vi.fn()
      veil.addEventListener('click', spy)
      return spy
    })
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(closed.map((spy) => spy.mock.calls.length)).toEqual([0, 1])
  })
})

inBrowser('the focus', () => {
  keepFocusInDialog()

  it('goes into a dialog that opens, stays within it, and goes back', async () => {
    document.body.innerHTML = `<div role="button" tabindex="0" id="opener"></div>
      <div aria-modal="true"><div tabindex="0" id="first"></div><input id="last" /></div>`
    // happy-dom lays nothing out.
    vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
    const at = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!
    const tab = (shiftKey = false) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', shiftKey, bubbles: true }))
    at('opener').focus()
    const open = ref(false)
    const scope = effectScope()
    scope.run(() => useDialogFocus(() => open.value))
    open.value = true
    await nextTick()
    expect(document.activeElement).toBe(document.querySelector('[aria-modal]'))
    tab(true)
    expect(document.activeElement).toBe(at('last'))
    tab()
    expect(document.activeElement).toBe(at('first'))
    open.value = false
    await nextTick()
    expect(document.activeElement).toBe(at('opener'))
    scope.stop()
    vi.restoreAllMocks()
  })
})

inBrowser('a field', () => {
  it('carries its label where screen readers look for it, and follows its changes', async () => {
    labelFields()
    document.body.innerHTML = '<uni-input aria-label="工号" autocomplete="username"><input /></uni-input>'
    const inner = document.querySelector('input')!
    await vi.waitFor(() => expect(inner.getAttribute('aria-label')).toBe('工号'))
    expect(inner.getAttribute('autocomplete')).toBe('username')
    document.querySelector('uni-input')!.setAttribute('aria-label', 'Employee number')
    await vi.waitFor(() => expect(inner.getAttribute('aria-label')).toBe('Employee number'))
  })
})
