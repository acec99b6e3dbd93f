import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiAsyncView from '../../../app/ui/UiAsyncView.vue'

const view = (props: InstanceType<typeof UiAsyncView>['$props']) =>
  mount(UiAsyncView, { props, slots: { default: 'CONTENT', loading: 'SKELETON', empty: 'NOTHING' } })

describe('an asynchronous view', () => {
  it.each(['idle', 'loading'] as const)('shows its skeleton while %s', (state) => {
    const wrapper = view({ state })
    expect(wrapper.text()).toBe('SKELETON')
    expect(wrapper.attributes('aria-busy')).toBe('true')
  })

  it('shows its content when ready, and what it says when there is none', () => {
    expect(view({ state: 'ready' }).text()).toBe('CONTENT')
    expect(view({ state: 'empty' }).text()).toBe('NOTHING')
  })

  it('keeps the content in view while it is loaded again, if asked to', async () => {
    const wrapper = view({ state: 'ready', keep: true })
    await wrapper.setProps({ state: 'loading' })
    expect(wrapper.text()).toBe('CONTENT')
  })

  it('keeps nothing in view before the first content is there, nor after there was none', async () => {
    const wrapper = view({ state: 'loading', keep: true })
    expect(wrapper.text()).toBe('SKELETON')
    await wrapper.setProps({ state: 'empty' })
    await wrapper.setProps({ state: 'loading' })
    expect(wrapper.text()).toBe('SKELETON')
  })

  it('says what failed and offers to try again', async () => {
    const wrapper = view({ state: 'failed', message: '网络连接不上，请检查网络后重试。' })
    expect(wrapper.text()).toContain('网络连接不上')
    await wrapper.find('[role="button"]').trigger('tap')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })
})
