import { describe, expect, it } from 'vitest'
import { sourceOf, supplierOf, totalBelow, visibleRows } from '../../../app/manage/budget-tree'
import type { Budget } from '../../../app/manage/types'

const budget = (id: string, parent: string | null, part: Partial<Budget> = {}): Budget => ({
  account_id: `account-${id}`,
  owner_kind: 'department',
  owner_id: id,
  parent_id: parent,
  name: id,
  translations: {},
  depth: 0,
  balance: 10,
  can_grant: true,
  can_allocate: true,
  ...part,
})
const company = budget('company', null, { owner_kind: 'tenant', balance: 1000 })
const sales = budget('sales', 'company')
const north = budget('north', 'sales', { translations: { en: { name: 'North' } } })
const club = budget('club', 'company', { owner_kind: 'group' })
const all = [company, sales, north, club]

const shown = (folded: string[], search = '', budgets = all) =>
  visibleRows(budgets, new Set(folded), search).map(({ name, depth, open }) => [name, depth, open])

describe('the tree of budgets', () => {
  it('steps in level by level, and says what can be folded', () => {
    expect(shown([])).toEqual([
      ['company', 0, true],
      ['sales', 1, true],
      ['north', 2, null],
      ['club', 1, null],
    ])
  })

  it('hides what lies below something folded, at any depth', () => {
    expect(shown(['company'])).toEqual([['company', 0, false]])
    expect(shown(['sales']).map(([name]) => name)).toEqual(['company', 'sales', 'club'])
  })

  it('finds a department with everything above it, even where that is folded', () => {
    expect(shown(['company'], 'NOR').map(([name]) => name)).toEqual(['company', 'sales', 'north'])
    expect(shown([], 'nobody')).toEqual([])
  })

  it('begins at the left for somebody who sees only a part of it', () => {
    expect(shown([], '', [sales, north])).toEqual([
      ['sales', 0, true],
      ['north', 1, null],
    ])
  })

  it('sums what lies below', () => {
    expect(totalBelow(company, all)).toBe(30)
    expect(totalBelow(north, all)).toBe(0)
  })
})

describe('where a budget is topped up from', () => {
  it('is the one above', () => {
    expect(sourceOf(north, all)).toBe(sales)
    expect(sourceOf(club, all)).toBe(company)
  })

  it('is nowhere for the company, and for the top of somebody’s scope', () => {
    expect(sourceOf(company, all)).toBeUndefined()
    expect(sourceOf(sales, [sales, north])).toBeUndefined()
  })

  it('is one further up where the one above has nothing to give', () => {
    const poor = { ...sales, balance: 0 }
    expect(supplierOf(north, [company, poor, north])).toBe(company)
    expect(supplierOf(north, [{ ...company, balance: 0 }, poor, north])).toBe(poor)
  })

  it('passes over those that the caller may not touch', () => {
    expect(sourceOf(north, [company, { ...sales, can_allocate: false }, north])).toBe(company)
  })
})
