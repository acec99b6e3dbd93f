import { describe, expect, it } from 'vitest'
import type { Category } from '../../../app/mall/api'
import { childrenOf, topCategories, topOf } from '../../../app/mall/category-tree'

const category = (id: string, parent_id: string | null): Category => ({
  id,
  parent_id,
  name: id,
  translations: {},
  icon_path: null,
  position: 0,
})
const all = [
  category('food', null),
  category('tea', 'food'),
  category('green-tea', 'tea'),
  category('orphan', 'hidden'),
]

describe('the tree of categories', () => {
  it('has at its top what has no parent, or none that the caller may see', () => {
    expect(topCategories(all).map(({ id }) => id)).toEqual(['food', 'orphan'])
  })

  it('gives the children of one', () => {
    expect(childrenOf(all, 'food').map(({ id }) => id)).toEqual(['tea'])
  })

  it('finds the top of a deep one', () => {
    expect(topOf(all, 'green-tea')?.id).toBe('food')
    expect(topOf(all, 'orphan')?.id).toBe('orphan')
  })

  it('knows nothing of one that is gone', () => {
    expect(topOf(all, 'gone')).toBeNull()
    expect(topOf(all, undefined)).toBeNull()
  })
})
