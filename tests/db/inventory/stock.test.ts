import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, callFunction, platform } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeRichTenant, makeShopper, makeSku, stockUp, unitsInStock } from '../../support/shop-fixture.ts'
import { one } from '../../support/tenant-fixture.ts'

let db: pg.Client

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

const take = (skuId: string, quantity: number, on: pg.ClientBase = db) =>
  on.query('select private.take_stock($1, $2, $3)', [skuId, quantity, randomUUID()])

const buckets = async (skuId: string) =>
  (
    await db.query<{ available: number }>('select available from public.stock where sku_id = $1 order by bucket', [
      skuId,
    ])
  ).rows.map(({ available }) => available)

const movementsAddUp = (skuId: string) =>
  one<boolean>(
    db,
    `select coalesce(bool_and(s.available = (select sum(quantity) from public.stock_movements m where (m.sku_id, m.bucket) = (s.sku_id, s.bucket))), true)
     from public.stock s where s.sku_id = $1`,
    [skuId],
  )

describe('taking stock', () => {
  it('takes from the one bucket, down to nothing, and then says so', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 3)
    await take(sku.skuId, 2)
    expect(await refusalOf(take(sku.skuId, 2))).toMatchObject({
      code: 'out_of_stock',
      status: 409,
      details: { sku_id: sku.skuId, available: 1 },
    })
    await take(sku.skuId, 1)
    expect(await unitsInStock(db, sku)).toBe(0)
    expect(await movementsAddUp(sku.skuId)).toBe(true)
  })

  it('of a SKU that was never in stock says that there is nothing', async () => {
    const { skuId } = await makeSku(db)
    expect((await refusalOf(take(skuId, 1))).details).toEqual({ sku_id: skuId, available: 0 })
  })

  it('does not tell how much more than 99 there is', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 500)
    expect((await refusalOf(take(sku.skuId, 501))).details).toMatchObject({ available: 99 })
  })

  it('takes all of it from one bucket where one has it', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 40, 4)
    await take(sku.skuId, 10)
    expect((await buckets(sku.skuId)).sort((a, b) => a - b)).toEqual([0, 10, 10, 10])
  })

  it('collects over buckets in their order when no single one has enough', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 10, 4)
    await take(sku.skuId, 7)
    expect(await buckets(sku.skuId)).toEqual([0, 0, 1, 2])
    expect((await refusalOf(take(sku.skuId, 4))).details).toMatchObject({ available: 3 })
    await take(sku.skuId, 3)
    expect(await buckets(sku.skuId)).toEqual([0, 0, 0, 0])
    expect(await movementsAddUp(sku.skuId)).toBe(true)
  })

  it('passes by a bucket that somebody holds', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 20, 2)
    await onConnections(1, async (holder) => {
      await holder.query('begin')
      await holder.query('update public.stock set available = available where sku_id = $1 and bucket = 0', [sku.skuId])
      await take(sku.skuId, 5)
      expect(await buckets(sku.skuId)).toEqual([10, 5])
      await holder.query('rollback')
    })
  })

  it('says sold out only after waiting for who holds the rest', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 2, 2)
    await onConnections(2, async (connection, index) => {
      if (index === 0) {
        await connection.query('begin')
        await take(sku.skuId, 2, connection)
        await new Promise((resolve) => setTimeout(resolve, 300))
        await connection.query('rollback')
      } else {
        await new Promise((resolve) => setTimeout(resolve, 100))
        await take(sku.skuId, 2, connection)
      }
    })
    expect(await unitsInStock(db, sku)).toBe(0)
  })

  it.each([
    [1, 1],
    [4, 1],
    [4, 3],
    [16, 2],
  ])('from %i buckets by %i at once from all sides sells every unit once', async (bucketCount, quantity) => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 60, bucketCount)
    const sold = await onConnections(16, async (connection) => {
      let units = 0
      for (let turn = 0; turn < 6; turn += 1)
        try {
          await take(sku.skuId, quantity, connection)
          units += quantity
        } catch (error) {
          expect((await refusalOf(Promise.reject(error as Error))).code).toBe('out_of_stock')
        }
      return units
    })
    expect(sold.reduce((sum, units) => sum + units, 0)).toBe(60)
    expect(await unitsInStock(db, sku)).toBe(0)
    expect(await movementsAddUp(sku.skuId)).toBe(true)
  })
})

describe('returning stock', () => {
  it('puts the units into some bucket, with a movement', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 8, 4)
    await db.query('select private.return_stock($1, 3, $2)', [sku.skuId, randomUUID()])
    expect(await unitsInStock(db, sku)).toBe(11)
    expect(await movementsAddUp(sku.skuId)).toBe(true)
  })
})

describe('restocking', () => {
  const restock = (args: Record<string, unknown>) => callFunction(db, platform, 'restock', args)

  it('spreads the units evenly, adds to what is there, and leaves a movement', async () => {
    const { skuId } = await makeSku(db)
    expect(await restock({ sku_id: skuId, quantity: 10, buckets: 4, note: '到货' })).toEqual({
      sku_id: skuId,
      available: 10,
    })
    expect(await restock({ sku_id: skuId, quantity: 2 })).toEqual({ sku_id: skuId, available: 12 })
    expect(await buckets(skuId)).toEqual([5, 3, 2, 2])
    expect(await movementsAddUp(skuId)).toBe(true)
  })

  it.each([
    ['invalid_quantity', { quantity: 0 }],
    ['invalid_quantity', { quantity: -5 }],
    ['invalid_quantity', { quantity: null }],
    ['invalid_quantity', { quantity: 1_000_001 }],
    ['invalid_request', { buckets: 0 }],
    ['invalid_request', { buckets: 257 }],
    ['invalid_request', { sku_id: '00000000-0000-4000-8000-000000000000' }],
  ])('is refused: %s %j', async (code, change) => {
    const { skuId } = await makeSku(db)
    expect((await refusalOf(restock({ sku_id: skuId, quantity: 1, ...change }))).code).toBe(code)
  })

  it('is for the platform, and the only way in', async () => {
    const { skuId } = await makeSku(db)
    const { caller } = await makeShopper(db, await makeRichTenant(db))
    await expect(callFunction(db, caller, 'restock', { sku_id: skuId, quantity: 1 })).rejects.toMatchObject({
      code: '42501',
    })
    const byHand = actAs(db, platform, () =>
      db.query('update public.stock set available = 99 where sku_id = $1', [skuId]),
    )
    await expect(byHand).rejects.toMatchObject({ code: '42501' })
  })
})

describe('stock', () => {
  it('can never be negative', async () => {
    const sku = await makeSku(db)
    await stockUp(db, sku, 1)
    await expect(
      db.query('update public.stock set available = -1 where sku_id = $1', [sku.skuId]),
    ).rejects.toMatchObject({
      code: '23514',
    })
  })
})
