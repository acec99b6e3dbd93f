import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiStepper from '../../../app/ui/UiStepper.vue'

function stepper(modelValue: number, bounds: { min?: number; max?: number; disabled?: boolean } = {}) {
  const wrapper = mount(UiStepper, { props: { modelValue, ...bounds } })
  const [less, more] = wrapper.findAll('[role="button"]')
  const type = (text: string) => wrapper.find('input').trigger('blur', { detail: { value: text } })
  const chosen = () => wrapper.emitted('update:modelValue')?.at(-1)?.[0]
  const limit = () => wrapper.emitted('limit')?.at(-1)?.[0]
  return { less: less!, more: more!, type, chosen, limit }
}

describe('the stepper', () => {
  it('goes up and down by one', async () => {
    const { less, more, chosen } = stepper(3)
    await more.trigger('tap')
    expect(chosen()).toBe(4)
    await less.trigger('tap')
    expect(chosen()).toBe(2)
  })

  it('stops at its bounds and says which one', async () => {
    const low = stepper(1)
    await low.less.trigger('tap')
    expect(low.chosen()).toBeUndefined()
    expect(low.limit()).toBe('min')
    const high = stepper(5, { max: 5 })
    await high.more.trigger('tap')
    expect(high.chosen()).toBeUndefined()
    expect(high.limit()).toBe('max')
  })

  it.each([
    ['7', 7],
    ['2.9', 2],
    ['-4', 1],
    ['1000', 99],
    ['1e3', 99],
    ['', 1],
    ['abc', 1],
  ])('reads typed %j as %d', async (text, value) => {
    const { type, chosen } = stepper(3)
    await type(text)
    expect(chosen()).toBe(value)
  })

  it('takes nothing while disabled', async () => {
    const { more, chosen } = stepper(3, { disabled: true })
    await more.trigger('tap')
    expect(chosen()).toBeUndefined()
  })

  it('names its buttons for screen readers', () => {
    const { less, more } = stepper(3)
    expect(less.attributes('aria-label')).toBe('减少一件')
    expect(more.attributes('aria-label')).toBe('增加一件')
  })
})
