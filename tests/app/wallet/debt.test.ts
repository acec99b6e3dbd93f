import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '../../../app/core/i18n/locale'
import Wallet from '../../../app/wallet/wallet.vue'

const { rpc, read } = vi.hoisted(() => ({ rpc: vi.fn(), read: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read }))

async function walletWith(debt: number) {
  setActivePinia(createPinia())
  read.mockResolvedValue([])
  rpc.mockResolvedValue({
    kind: 'member',
    tenant: {
      name: '星河科技',
      points_name: '星币',
      points_unit: '',
      translations: { en: { points_name: 'Star Coins' } },
    },
    card: null,
    points: { balance: 0, by_programme: [], expiring: [], debt },
    unread_notifications: 0,
  })
  const page = mount(Wallet)
  await flushPromises()
  return page
}

describe('what somebody owes', () => {
  beforeEach(() => setLocale('zh-Hans'))

  it('is said in the wallet, in words that name the amount', async () => {
    const page = await walletWith(1280)
    expect(page.find('.t-wallet-debt').text()).toContain('1,280 星币')
    setLocale('en')
    await flushPromises()
    expect(page.find('.t-wallet-debt').text()).toContain('next grants first settle 1,280 Star Coins')
  })

  it('is not spoken of where nothing is owed', async () => {
    expect((await walletWith(0)).find('.t-wallet-debt').exists()).toBe(false)
  })
})
