import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform, type Caller } from '../../support/act-as.ts'
import { search, searchAll } from '../../support/catalog-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { line, placeOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeCategory, makeRichTenant, makeShopper, makeSku, offer, stockUp } from '../../support/shop-fixture.ts'

const size = 53

let db: pg.Client
let caller: Caller
const created = new Map<string, { createdAt: string; price: number; featured: number }>()

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeRichTenant(db)
  const buyer = await makeShopper(db, tenant, 100_000)
  caller = buyer.caller
  const category = await makeCategory(db)
  for (let index = 0; index < size; index += 1) {
    // Many alike, so that pages end between equals.
    const facts = {
      createdAt: new Date(Date.UTC(2026, 0, 1 + (index % 7))).toISOString(),
      price: 10 + (index % 5),
      featured: index % 3,
    }
    const sku = await makeSku(db, {
      category_id: category,
      name: `月饼 ${index}`,
      featured: facts.featured,
      created_at: facts.createdAt,
    })
    await offer(db, tenant, sku, facts.price)
    created.set(sku.productId, facts)
    if (index % 10 === 0) {
      await stockUp(db, sku, 100)
      await placeOrder(db, buyer, [line(sku, 1 + index, facts.price)])
    }
  }
  await callFunction(db, platform, 'refresh_product_popularity')
})
afterAll(() => db.end())

const facts = (id: string) => created.get(id)!
const isSorted = (values: number[], direction: 1 | -1) =>
  values.every((value, index) => index === 0 || (value - values[index - 1]!) * direction >= 0)

describe.each(['recommended', 'newest', 'price_asc', 'price_desc', 'popular'])('pages sorted by %s', (sort) => {
  it.each([null, '月饼'])('show everything once (query %s)', async (query) => {
    const items = await searchAll(db, caller, { sort, query })
    expect(items).toHaveLength(size)
    expect(new Set(items.map(({ product_id }) => product_id))).toEqual(new Set(created.keys()))
  })

  it('have 20 items, the last one the rest', async () => {
    const lengths: number[] = []
    let cursor: string | null = null
    do {
      const page = await search(db, caller, { sort, cursor })
      lengths.push(page.items.length)
      cursor = page.next_cursor
    } while (cursor !== null)
    expect(lengths).toEqual([20, 20, 13])
  })

  it('are in order', async () => {
    const items = await searchAll(db, caller, { sort })
    const all = items.map(({ product_id }) => facts(product_id))
    if (sort === 'recommended')
      expect(
        isSorted(
          all.map(({ featured }) => featured),
          -1,
        ),
      ).toBe(true)
    if (sort === 'newest')
      expect(
        isSorted(
          all.map(({ createdAt }) => Date.parse(createdAt)),
          -1,
        ),
      ).toBe(true)
    if (sort === 'price_asc')
      expect(
        isSorted(
          items.map(({ price_from }) => price_from),
          1,
        ),
      ).toBe(true)
    if (sort === 'price_desc')
      expect(
        isSorted(
          items.map(({ price_from }) => price_from),
          -1,
        ),
      ).toBe(true)
    if (sort === 'popular')
      expect(items.slice(0, 6).map(({ name }) => name)).toEqual([50, 40, 30, 20, 10, 0].map((n) => `月饼 ${n}`))
  })
})

describe('a cursor', () => {
  it('goes on where the page ended although something new has come in before it', async () => {
    const first = await search(db, caller, { sort: 'price_asc' })
    const seen = new Set(first.items.map(({ product_id }) => product_id))
    const next = await search(db, caller, { sort: 'price_asc', cursor: first.next_cursor })
    expect(next.items.some(({ product_id }) => seen.has(product_id))).toBe(false)
  })

  it('of another search, or made up, is refused', async () => {
    const { next_cursor: cursor } = await search(db, caller, { sort: 'price_asc' })
    const [fingerprint, key, id] = cursor!.split('.')
    const made = [
      '',
      'x',
      'null',
      `${fingerprint}.${key}`,
      `${fingerprint}.1e9.${id}`,
      `${fingerprint}.${key}.not-an-id`,
      `${fingerprint}.${'9'.repeat(30)}.${id}`,
      `00000000.${key}.${id}`,
      `${cursor}'; select 1`,
      `${cursor}\n`,
      'x'.repeat(100_000),
    ]
    for (const bad of made)
      expect(await refusalOf(search(db, caller, { sort: 'price_asc', cursor: bad }))).toMatchObject({
        code: 'invalid_request',
        details: { field: 'cursor' },
      })
    expect((await refusalOf(search(db, caller, { sort: 'newest', cursor }))).code).toBe('invalid_request')
    expect((await refusalOf(search(db, caller, { sort: 'price_asc', query: '茶', cursor }))).code).toBe(
      'invalid_request',
    )
  })

  it('shows nobody what is not his', async () => {
    const { next_cursor: cursor } = await search(db, caller, { sort: 'price_asc' })
    const stranger = await makeShopper(db, await makeRichTenant(db))
    expect(await search(db, stranger.caller, { sort: 'price_asc', cursor })).toEqual({ items: [], next_cursor: null })
  })
})
