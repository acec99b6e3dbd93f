import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useMall } from '../../../app/mall/use-mall'

const { rpc, read } = vi.hoisted(() => ({ rpc: vi.fn(), read: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read }))

const lastQuery = () => rpc.mock.lastCall?.[1] as Record<string, unknown>

beforeEach(() => {
  read.mockReset().mockResolvedValue([
    { id: 'food', parent_id: null },
    { id: 'tea', parent_id: 'food' },
  ])
  rpc.mockReset().mockResolvedValue({ items: [{ product_id: 'p' }], next_cursor: null })
})

async function started() {
  const mall = useMall()
  mall.start()
  await flushPromises()
  return mall
}

describe('the mall', () => {
  it('asks for everything at the first visit, and not again at the next', async () => {
    const mall = await started()
    mall.start()
    await flushPromises()
    expect(rpc).toHaveBeenCalledOnce()
    expect(mall.products.items).toHaveLength(1)
  })

  it('asks again for categories that failed to come', async () => {
    read.mockRejectedValueOnce(new Error('lost'))
    const mall = await started()
    expect(mall.tops.value).toEqual([])
    mall.start()
    await flushPromises()
    expect(mall.tops.value.map(({ id }) => id)).toEqual(['food'])
  })

  it('searches in everything, not only in the category that was open', async () => {
    const mall = await started()
    mall.openCategory('tea')
    mall.search('  龙井 ')
    await flushPromises()
    expect(lastQuery()).toMatchObject({ query: '龙井', category: undefined })
  })

  it('leaves the search when a category is opened, and keeps the order', async () => {
    const mall = await started()
    mall.sortBy('price_asc')
    mall.search('龙井')
    mall.openCategory('tea')
    await flushPromises()
    expect(lastQuery()).toMatchObject({ query: undefined, category: 'tea', sort: 'price_asc' })
    expect(mall.top.value?.id).toBe('food')
    expect(mall.inner.value.map(({ id }) => id)).toEqual(['tea'])
  })

  it('does not ask again for what is shown already', async () => {
    const mall = await started()
    mall.sortBy('recommended')
    mall.openCategory(undefined)
    mall.showAll()
    await flushPromises()
    expect(rpc).toHaveBeenCalledOnce()
  })
})
