import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { makeDepartment, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

describe('the department tree', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let sales: string
  let north: string
  let shop: string
  const pathOf = (id: string) => one<string[]>(db, 'select path::text[] from public.departments where id = $1', [id])

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    north = await makeDepartment(db, tenant.id, '华北', sales)
    shop = await makeDepartment(db, tenant.id, '门店', north)
  })
  afterAll(() => db.end())

  it('knows each department’s way from the top', async () => {
    expect(await pathOf(shop)).toEqual([tenant.departmentId, sales, north, shop])
  })

  it('takes everything below along when a department moves', async () => {
    const operations = await makeDepartment(db, tenant.id, '运营', tenant.departmentId)
    await db.query('update public.departments set parent_id = $2 where id = $1', [north, operations])
    expect(await pathOf(north)).toEqual([tenant.departmentId, operations, north])
    expect(await pathOf(shop)).toEqual([tenant.departmentId, operations, north, shop])
    await db.query('update public.departments set parent_id = null where id = $1', [north])
    expect(await pathOf(shop)).toEqual([north, shop])
    await db.query('update public.departments set parent_id = $2 where id = $1', [north, sales])
  })

  it('refuses a department inside itself', async () => {
    await expect(
      db.query('update public.departments set parent_id = $2 where id = $1', [sales, shop]),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(db.query('update public.departments set parent_id = $1 where id = $1', [sales])).rejects.toMatchObject(
      { code: '23514' },
    )
  })

  it('refuses a parent of another company', async () => {
    const other = await makeTenant(db)
    await expect(makeDepartment(db, other.id, '间谍', sales)).rejects.toMatchObject({ code: /^23/ })
  })

  it('gives each new department a budget, and each new company its accounts', async () => {
    expect(await one(db, 'select private.budget_account_id($1)', [shop])).not.toBeNull()
    const { rows } = await db.query(
      `select kind from public.ledger_accounts where tenant_id = $1 and owner_kind in ('tenant', 'system') order by kind`,
      [tenant.id],
    )
    expect(rows.map(({ kind }: { kind: string }) => kind)).toEqual([
      'budget',
      'claims',
      'committed',
      'expired',
      'funding',
      'redeemed',
    ])
  })
})
