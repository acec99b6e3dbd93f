import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../support/catalog-calls.ts'
import { openDatabase } from '../../support/database.ts'
import {
  insertRow,
  makeCategory,
  makeRichTenant,
  makeSku,
  offer,
  stockUp,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'

let db: pg.Client
let client: SupabaseClient
let sku: SkuFixture
let top: string

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeRichTenant(db)
  client = (await signInAsNewMember(db, tenant)).client
  top = await makeCategory(db, '食品')
  const cakes = await makeCategory(db, '月饼', top)
  sku = await makeSku(db, { name: '广式双黄月饼', category_id: cakes, option_names: '["规格"]' })
  await db.query(`update public.skus set options = '[{"name": "规格", "value": "礼盒"}]' where id = $1`, [sku.skuId])
  for (const [position, path] of ['a.webp', 'b.webp'].entries())
    await insertRow(db, 'product_media', { product_id: sku.productId, path, position })
  await insertRow(db, 'skus', { product_id: sku.productId, code: `${sku.skuId}-not-offered` })
  await offer(db, tenant, sku, 128, { max_per_order: 5 })
  await stockUp(db, sku, 12)
  await insertRow(db, 'home_modules', {
    tenant_id: tenant.id,
    position: 1,
    kind: 'shortcuts',
    config: { category_ids: [] },
  })
})
afterAll(() => db.end())

describe('a member', () => {
  it('reads a product with its pictures and the SKUs he may buy', async () => {
    const { data, error } = await client
      .from('products')
      .select(
        'id, category_id, kind, name, subtitle, description, translations, option_names, created_at, product_media(path, alt, position), skus(id, options, translations, list_price_minor, currency, position)',
      )
      .eq('id', sku.productId)
      .order('position', { referencedTable: 'product_media' })
      .single()
    expect(error).toBeNull()
    expect(data).toMatchObject({
      name: '广式双黄月饼',
      option_names: ['规格'],
      product_media: [{ path: 'a.webp' }, { path: 'b.webp' }],
      skus: [{ id: sku.skuId, options: [{ name: '规格', value: '礼盒' }], currency: 'CNY' }],
    })
    expect((data as { skus: unknown[] }).skus).toHaveLength(1)
  })

  it('reads what each SKU costs him and how much there is', async () => {
    const { data } = await client.from('sku_offers').select('*').eq('product_id', sku.productId)
    expect(data).toMatchObject([
      { sku_id: sku.skuId, price_points: 128, max_per_order: 5, max_per_buyer: null, available: 12 },
    ])
  })

  it('reads categories and the home page', async () => {
    const categories = await client.from('categories').select('id, parent_id, name, translations, icon_path, position')
    expect(categories.data?.map(({ id }) => id as string)).toContain(top)
    const modules = await client.from('home_modules').select('id, position, kind, config').order('position')
    expect(modules.data).toMatchObject([{ kind: 'shortcuts', config: { category_ids: [] } }])
  })

  it('searches in Chinese', async () => {
    const { data, error } = await client.rpc('search_products', {
      query: '月饼',
      category: top,
      sort: 'price_asc',
      cursor: null,
    })
    expect(error).toBeNull()
    expect((data as SearchAnswer).items).toMatchObject([
      { product_id: sku.productId, price_from: 128, price_to: 128, image_path: 'a.webp', available: 12 },
    ])
  })

  it('searches without any argument', async () => {
    const { data } = await client.rpc('search_products')
    expect((data as SearchAnswer).items).toHaveLength(1)
  })

  it('is told what is wrong with a search by a code', async () => {
    const { error, status } = await client.rpc('search_products', { sort: 'cheapest' })
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'invalid_request' })
    expect(JSON.parse(error!.details)).toEqual({ field: 'sort', problem: 'unknown' })
  })

  it('does not read costs, suppliers or stock', async () => {
    for (const table of ['sku_costs', 'suppliers', 'stock', 'product_popularity'])
      expect((await client.from(table).select('*')).error).not.toBeNull()
  })

  it('changes nothing', async () => {
    expect((await client.from('offers').update({ price_points: 1 }).eq('sku_id', sku.skuId)).error).not.toBeNull()
    expect((await client.from('products').insert({ name: 'x' })).error).not.toBeNull()
    expect((await client.from('skus').delete().eq('id', sku.skuId)).error).not.toBeNull()
  })
})

describe('a visitor', () => {
  it('sees nothing of the catalogue', async () => {
    const visitor = apiClient()
    for (const relation of ['products', 'sku_offers', 'categories', 'home_modules'])
      expect((await visitor.from(relation).select('*')).data ?? []).toEqual([])
    expect((await visitor.rpc('search_products')).error).not.toBeNull()
  })
})
