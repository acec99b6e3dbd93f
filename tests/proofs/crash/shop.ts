import type pg from 'pg'
import { signedIn, type Caller } from '../../support/act-as.ts'
import { makeProgramme } from '../../support/points-fixture.ts'
import {
  makeCrowd,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { giveRole, makeDepartment, one, type TenantFixture } from '../../support/tenant-fixture.ts'

export const price = 3
export const startingPoints = 100_000
export const startingStock = 1_000_000

/** A company of a round's own: buyers with points, goods in stock, and somebody who grants. */
export interface Shop {
  tenant: TenantFixture
  buyers: ShopperFixture[]
  skus: SkuFixture[]
  hr: Caller
  programmeId: string
  department: { id: string; budgetAccountId: string }
  budgetAtStart: number
}

export async function openShop(db: pg.ClientBase): Promise<Shop> {
  const tenant = await makeRichTenant(db)
  const buyers = await makeCrowd(db, tenant, 12, startingPoints)
  const hr = await makeShopper(db, tenant)
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  const skus = [
    await makeOfferedSku(db, tenant, price, startingStock),
    await makeOfferedSku(db, tenant, price, startingStock),
  ]
  const departmentId = await makeDepartment(db, tenant.id, '分部', tenant.departmentId)
  return {
    tenant,
    buyers,
    skus,
    hr: signedIn(hr.userId),
    programmeId: await makeProgramme(db, tenant.id),
    department: {
      id: departmentId,
      budgetAccountId: await one(db, 'select private.budget_account_id($1)', [departmentId]),
    },
    budgetAtStart: Number(
      await one(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId]),
    ),
  }
}
