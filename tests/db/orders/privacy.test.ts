import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, callFunction, visitor, type Caller } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { line, placeOrder } from '../../support/order-calls.ts'
import { makeGuest, makeOfferedSku, makeRichTenant, makeShopper } from '../../support/shop-fixture.ts'
import { giveRole, type TenantFixture } from '../../support/tenant-fixture.ts'

const personal = ['orders', 'order_lines', 'order_events', 'addresses', 'cart_lines']
const platformOnly = ['stock', 'stock_movements', 'purchase_counters', 'order_transitions']

let db: pg.Client
let tenant: TenantFixture
let buyer: Caller

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  const shopper = await makeShopper(db, tenant, 100)
  const sku = await makeOfferedSku(db, tenant, 10, 5)
  await placeOrder(db, shopper, [line(sku, 1, 10)])
  await callFunction(db, shopper.caller, 'save_cart', { lines: [{ sku_id: sku.skuId, quantity: 1 }] })
  buyer = shopper.caller
})
afterAll(() => db.end())

const columns = (table: string) => (table === 'orders' ? 'id' : '*')

const rowsSeenBy = (caller: Caller, table: string) =>
  actAs(db, caller, async () => (await db.query(`select ${columns(table)} from public.${table}`)).rows.length)

describe.each(personal)('%s', (table) => {
  it('are read by the buyer', async () => {
    expect(await rowsSeenBy(buyer, table)).toBe(1)
  })

  it('are not read by colleagues, HR, department admins, guests of the company or other companies', async () => {
    const [colleague, hr, admin] = [
      await makeShopper(db, tenant),
      await makeShopper(db, tenant),
      await makeShopper(db, tenant),
    ]
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    await giveRole(db, tenant.id, admin.id, 'department_admin', { departmentId: tenant.departmentId })
    const guest = await makeGuest(db, tenant, 50)
    const stranger = await makeShopper(db, await makeRichTenant(db))
    // Who has an address of his own sees that one.
    for (const other of [colleague, hr, admin, guest, stranger])
      expect(await rowsSeenBy(other.caller, table)).toBe(table === 'addresses' && other !== guest ? 1 : 0)
  })

  it('are not read by visitors', async () => {
    await expect(rowsSeenBy(visitor, table)).rejects.toMatchObject({ code: '42501' })
  })

  it.each(['insert', 'update', 'delete'])('are not written by the buyer (%s)', async (verb) => {
    const sql = {
      insert: `insert into public.${table} default values`,
      update: `update public.${table} set tenant_id = tenant_id`,
      delete: `delete from public.${table}`,
    }[verb]!
    await expect(actAs(db, buyer, () => db.query(sql))).rejects.toMatchObject({ code: '42501' })
  })
})

describe.each(platformOnly)('%s', (table) => {
  it('are not read by buyers', async () => {
    await expect(rowsSeenBy(buyer, table)).rejects.toMatchObject({ code: '42501' })
  })
})

it('the key and the fingerprint of an order’s request are not for reading', async () => {
  await expect(
    actAs(db, buyer, () => db.query('select idempotency_key, request_hash from public.orders')),
  ).rejects.toMatchObject({ code: '42501' })
})
