import { describe, expect, it } from 'vitest'
import { parseModules } from '../../../app/home/modules'

const one = (kind: string, config: unknown) => parseModules([{ id: 'm', kind, config }])

describe('the layout of a home page', () => {
  it('keeps the order and leaves out kinds it does not know', () => {
    const modules = parseModules([
      { id: 'a', kind: 'notice', config: { title: '放假通知', body: '' } },
      { id: 'b', kind: 'pack_rail', config: {} },
      { id: 'c', kind: 'shortcuts', config: {} },
    ])
    expect(modules.map(({ id }) => id)).toEqual(['a', 'c'])
  })

  it('survives a config that is nothing, or of the wrong shape', () => {
    for (const config of [null, 7, 'x', [], { items: 'x' }, { items: [null, 3] }]) {
      expect(one('banner', config)).toEqual([])
      expect(one('notice', config)).toEqual([])
    }
    expect(one('shortcuts', { category_ids: [1, 'tea', null] })).toMatchObject([{ categoryIds: ['tea'] }])
  })

  it('drops a link that leads nowhere, and keeps the banner', () => {
    const [banner] = one('banner', { items: [{ title: '中秋', link: { kind: 'page', value: 'x' } }] })
    expect(banner).toMatchObject({ items: [{ title: '中秋', link: null }] })
  })

  it('keeps a rail within what one page of products holds', () => {
    expect(one('product_rail', { limit: 500 })).toMatchObject([{ limit: 20 }])
    expect(one('product_rail', { limit: -1 })).toMatchObject([{ limit: 1 }])
    expect(one('product_rail', {})).toMatchObject([{ limit: 10, query: {}, productIds: [] }])
  })

  it('reads what a rail looks for', () => {
    expect(one('product_rail', { title: '热门', query: { category_id: 'tea', sort: 'popular' } })).toMatchObject([
      { title: '热门', query: { category: 'tea', sort: 'popular' } },
    ])
  })
})
