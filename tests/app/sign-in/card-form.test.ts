import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import CardForm from '../../../app/sign-in/components/CardForm.vue'
import UiPinField from '../../../app/ui/UiPinField.vue'
import UiTextField from '../../../app/ui/UiTextField.vue'
import { dammDigit } from '../../../shared/card-number.ts'

const digits = (body: string) => body + dammDigit(body)
const NUMBER = digits('620020261100018')
const GROUPED = NUMBER.replace(/(.{4})(?=.)/g, '$1 ')

function form() {
  const wrapper = mount(CardForm, { props: { busy: false, waits: false, refusal: '' } })
  const number = wrapper.findComponent(UiTextField)
  const pin = wrapper.findComponent(UiPinField)
  return {
    wrapper,
    number,
    type: async (text: string) => {
      number.vm.$emit('update:modelValue', text)
      await nextTick()
      await nextTick()
    },
    typePin: (text: string) => pin.vm.$emit('update:modelValue', text),
    leave: async () => {
      number.vm.$emit('blur')
      await nextTick()
    },
    submit: async () => {
      await wrapper.find('[data-testid=sign-in-submit]').trigger('tap')
    },
  }
}

beforeEach(() => setActivePinia(createPinia()))

describe('the card number', () => {
  it('is grouped in fours while it is typed', async () => {
    const { number, type } = form()
    await type('6200')
    await type('62002')
    expect(number.props('modelValue')).toBe('6200 2')
  })

  it('is left alone while one corrects it in the middle, so that the caret stays', async () => {
    const { number, type } = form()
    await type(NUMBER)
    const corrected = GROUPED.replace('6200', '620')
    await type(corrected)
    expect(number.props('modelValue')).toBe(corrected)
  })

  it('becomes the digits meant once it is complete, whatever separators and look-alikes were typed', async () => {
    const { number, type, leave } = form()
    await type(NUMBER.replace(/0/g, 'O').replace(/(.{4})/g, '$1-'))
    await leave()
    expect(number.props('modelValue')).toBe(GROUPED)
    expect(number.props('error')).toBeUndefined()
  })

  it('is refused as soon as it is complete when its check digit does not fit', async () => {
    const { number, type } = form()
    await type(NUMBER.slice(0, 15))
    expect(number.props('error')).toBeUndefined()
    await type(NUMBER.slice(0, 15) + ((Number(NUMBER[15]) + 1) % 10))
    expect(number.props('error')).toContain('卡号')
  })
})

describe('opening a card', () => {
  it('sends nothing for a number or a PIN that cannot be one', async () => {
    const { wrapper, type, typePin, submit } = form()
    await submit()
    await type(NUMBER)
    typePin('FDXH')
    await submit()
    expect(wrapper.emitted('enter')).toBeUndefined()
  })

  it('goes on with both complete', async () => {
    const { wrapper, type, typePin, submit } = form()
    await type(NUMBER)
    typePin('fdxh 26o1')
    await submit()
    expect(wrapper.emitted('enter')).toHaveLength(1)
  })
})
