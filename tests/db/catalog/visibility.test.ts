import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, visitor, type Caller } from '../../support/act-as.ts'
import { readAs, search } from '../../support/catalog-calls.ts'
import { openDatabase } from '../../support/database.ts'
import {
  insertRow,
  makeCategory,
  makeGuest,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { makeDepartment, makeGroup, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

/** Everything a caller sees of the catalogue; SKUs stand for the rest, which must agree. */
async function visibleSkus(caller: Caller, now?: string): Promise<string[]> {
  const skus = await readAs(db, caller, 'skus', 'id', now)
  expect(await readAs(db, caller, 'sku_offers', 'sku_id', now)).toEqual(skus)
  const products = await readAs(db, caller, 'products', 'id', now)
  expect([...new Set(await readAs(db, caller, 'skus', 'product_id', now))]).toEqual(products)
  const found = await search(db, caller, {}, now)
  expect(found.items.map(({ product_id }) => product_id).sort()).toEqual(products)
  return skus
}

const ids = (...skus: SkuFixture[]) => skus.map(({ skuId }) => skuId).sort()

/** A company with a tree of departments, a group, a card, and one SKU offered to each of them. */
async function aCompany() {
  const tenant = await makeRichTenant(db)
  const branch = await makeDepartment(db, tenant.id, '分公司', tenant.departmentId)
  const team = await makeDepartment(db, tenant.id, '小组', branch)
  const elsewhere = await makeDepartment(db, tenant.id, '另一分公司', tenant.departmentId)
  const inTeam = await makeShopper(db, tenant, 0, { department_id: team })
  const outside = await makeShopper(db, tenant, 0, { department_id: elsewhere })
  const group = await makeGroup(db, tenant.id, '摄影社', [outside.id])
  const guest = await makeGuest(db, tenant, 100)
  const skus = {
    forAll: await makeSku(db),
    forBranch: await makeSku(db),
    forTeam: await makeSku(db),
    forGroup: await makeSku(db),
    forCard: await makeSku(db),
    forNobody: await makeSku(db),
  }
  await offer(db, tenant, skus.forAll, 10)
  await offer(db, tenant, skus.forBranch, 10, { audience_kind: 'department', audience_id: branch })
  await offer(db, tenant, skus.forTeam, 10, { audience_kind: 'department', audience_id: team })
  await offer(db, tenant, skus.forGroup, 10, { audience_kind: 'group', audience_id: group })
  await offer(db, tenant, skus.forCard, 10, { audience_kind: 'card_batch', audience_id: guest.batchId })
  return { tenant, branch, inTeam, outside, guest, ...skus }
}

describe('an offer is seen', () => {
  it('by its audience: the company, a department with all below it, a group, a card', async () => {
    const { inTeam, outside, guest, forAll, forBranch, forTeam, forGroup, forCard } = await aCompany()
    expect(await visibleSkus(inTeam.caller)).toEqual(ids(forAll, forBranch, forTeam))
    expect(await visibleSkus(outside.caller)).toEqual(ids(forAll, forGroup))
    expect(await visibleSkus(guest.caller)).toEqual(ids(forCard))
  })

  it('by nobody of another company, and by no visitor', async () => {
    await aCompany()
    const stranger = await makeShopper(db, await makeRichTenant(db))
    expect(await visibleSkus(stranger.caller)).toEqual([])
    for (const relation of ['products', 'skus', 'offers', 'categories', 'product_media', 'home_modules', 'sku_offers'])
      await expect(actAs(db, visitor, () => db.query(`select from public.${relation}`))).rejects.toMatchObject({
        code: '42501',
      })
  })

  it('no longer by who has moved to another department, and no more at all by who has left', async () => {
    const { branch, outside, inTeam, forAll, forBranch, forGroup } = await aCompany()
    await db.query('update public.members set department_id = $1 where id = $2', [branch, outside.id])
    expect(await visibleSkus(outside.caller)).toEqual(ids(forAll, forBranch, forGroup))
    await db.query(`update public.members set status = 'departed' where id = $1`, [inTeam.id])
    expect(await readAs(db, inTeam.caller, 'skus')).toEqual([])
    expect(await readAs(db, inTeam.caller, 'products')).toEqual([])
    expect(await readAs(db, inTeam.caller, 'sku_offers', 'sku_id')).toEqual([])
    expect(await readAs(db, inTeam.caller, 'categories')).toEqual([])
  })

  it('from its first moment to its last', async () => {
    const tenant = await makeRichTenant(db)
    const { caller } = await makeShopper(db, tenant)
    const sku = await makeSku(db)
    await offer(db, tenant, sku, 10, { valid_from: '2030-01-01T00:00:00Z', valid_to: '2030-02-01T00:00:00Z' })
    const seenAt = async (now: string) => (await visibleSkus(caller, now)).length
    expect(await seenAt('2029-12-31T23:59:59Z')).toBe(0)
    expect(await seenAt('2030-01-01T00:00:00Z')).toBe(1)
    expect(await seenAt('2030-01-31T23:59:59Z')).toBe(1)
    expect(await seenAt('2030-02-01T00:00:00Z')).toBe(0)
  })

  it.each([
    ['offers', 'paused'],
    ['offers', 'ended'],
    ['products', 'withdrawn'],
    ['products', 'draft'],
    ['skus', 'withdrawn'],
  ])('while nothing stops it (%s %s)', async (table, status) => {
    const tenant = await makeRichTenant(db)
    const { caller } = await makeShopper(db, tenant)
    const sku = await makeSku(db)
    const offerId = await offer(db, tenant, sku, 10)
    await db.query(`update public.${table} set status = $1 where id = any ($2)`, [
      status,
      [sku.productId, sku.skuId, offerId],
    ])
    expect(await readAs(db, caller, 'sku_offers', 'sku_id')).toEqual([])
    expect((await search(db, caller)).items).toEqual([])
  })
})

describe('what is withdrawn', () => {
  it.each(['products', 'skus'])(
    'takes new offers that nobody sees, until it is put on sale again (%s)',
    async (table) => {
      const tenant = await makeRichTenant(db)
      const { caller } = await makeShopper(db, tenant)
      const sku = await makeSku(db)
      const setStatus = (status: string) =>
        db.query(`update public.${table} set status = $1 where id = any ($2)`, [status, [sku.productId, sku.skuId]])
      await setStatus('withdrawn')
      await offer(db, tenant, sku, 10, { on_sale: true })
      expect(await visibleSkus(caller)).toEqual([])
      await setStatus('active')
      expect(await visibleSkus(caller)).toEqual([sku.skuId])
    },
  )
})

describe('with a product', () => {
  it('its pictures are seen, and of its SKUs only those that are offered', async () => {
    const tenant = await makeRichTenant(db)
    const { caller } = await makeShopper(db, tenant)
    const [sku, hidden] = [await makeSku(db), await makeSku(db)]
    const unoffered = await insertRow(db, 'skus', { product_id: sku.productId, code: `${sku.skuId}-b` })
    await offer(db, tenant, sku, 10)
    const picture = await insertRow(db, 'product_media', { product_id: sku.productId, path: 'a.webp' })
    await insertRow(db, 'product_media', { product_id: hidden.productId, path: 'b.webp' })
    expect(await readAs(db, caller, 'skus')).toEqual([sku.skuId])
    expect(await readAs(db, caller, 'skus')).not.toContain(unoffered)
    expect(await readAs(db, caller, 'product_media')).toEqual([picture])
  })

  it('its category is seen with those above it, and no others', async () => {
    const tenant = await makeRichTenant(db)
    const { caller } = await makeShopper(db, tenant)
    const top = await makeCategory(db, '食品')
    const middle = await makeCategory(db, '糕点', top)
    const leaf = await makeCategory(db, '月饼', middle)
    await makeCategory(db, '面包', middle)
    await offer(db, tenant, await makeSku(db, { category_id: leaf }), 10)
    expect(await readAs(db, caller, 'categories')).toEqual([top, middle, leaf].sort())
  })
})

describe('not for buyers', () => {
  it.each(['suppliers', 'sku_costs', 'product_popularity'])('are %s', async (table) => {
    const { caller } = await makeShopper(db, await makeRichTenant(db))
    await expect(actAs(db, caller, () => db.query(`select from public.${table}`))).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('are who delivers a product, and any change of the catalogue', async () => {
    const { caller } = await makeShopper(db, await makeRichTenant(db))
    for (const sql of [
      'select supplier_id from public.products',
      'update public.offers set price_points = 1',
      'delete from public.products',
      `insert into public.categories (name) values ('x')`,
      'update public.home_modules set position = 1',
    ])
      await expect(actAs(db, caller, () => db.query(sql))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the home page', () => {
  it('is the caller’s own company’s', async () => {
    const [mine, other] = [await makeRichTenant(db), await makeRichTenant(db)]
    const module = await insertRow(db, 'home_modules', { tenant_id: mine.id, position: 1, kind: 'notice' })
    await insertRow(db, 'home_modules', { tenant_id: other.id, position: 1, kind: 'notice' })
    expect(await readAs(db, (await makeShopper(db, mine)).caller, 'home_modules')).toEqual([module])
    expect(await readAs(db, (await makeGuest(db, mine, 10)).caller, 'home_modules')).toEqual([module])
  })
})

describe('an offer cannot be made', () => {
  it.each([
    ['to a department of another company', 'department'],
    ['to a group of another company', 'group'],
    ['to cards of another company', 'card_batch'],
    ['to another company', 'tenant'],
  ])('%s', async (_, kind) => {
    const [mine, other] = [await makeRichTenant(db), await makeRichTenant(db)]
    const audiences: Record<string, string> = {
      department: other.departmentId,
      group: await makeGroup(db, other.id, '摄影社', []),
      card_batch: (await makeGuest(db, other, 10)).batchId,
      tenant: other.id,
    }
    const call = offer(db, mine, await makeSku(db), 10, { audience_kind: kind, audience_id: audiences[kind] })
    await expect(call).rejects.toMatchObject({ code: kind === 'tenant' ? '23514' : '23503' })
  })

  it.each([0, -1, 1_000_000_001])('at a price of %i', async (price) => {
    const tenant: TenantFixture = await makeRichTenant(db)
    await expect(offer(db, tenant, await makeSku(db), price)).rejects.toMatchObject({ code: '23514' })
  })
})
