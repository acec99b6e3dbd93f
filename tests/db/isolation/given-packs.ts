import type pg from 'pg'
import { choose, chooseCount, grantPack, holdPack, makePack, redeemPack } from '../../support/pack-fixture.ts'
import { makeOfferedSku, type ShopperFixture } from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

/** A pack that every operator gives, that two people and two cards hold, and from which one has chosen. */
export async function givePacks(
  db: pg.Client,
  tenant: TenantFixture,
  people: {
    employee: ShopperFixture
    colleague: ShopperFixture
    operators: [ShopperFixture, ShopperFixture, ShopperFixture]
    cards: { cardId: string }[]
  },
): Promise<void> {
  const sku = await makeOfferedSku(db, tenant, 10, 50)
  const packId = await makePack(db, tenant, [chooseCount(1, sku)], { value_points: 1 })
  await makePack(db, tenant, [chooseCount(1, sku)], {}, false)
  const [manager, departmentAdmin, groupAdmin] = people.operators
  await grantPack(db, manager.caller, packId, [{ member_id: people.colleague.id }])
  await grantPack(db, departmentAdmin.caller, packId, [{ member_id: people.employee.id }])
  await grantPack(db, groupAdmin.caller, packId, [{ member_id: people.colleague.id }])
  await holdPack(db, tenant, packId, { cards: people.cards.map(({ cardId }) => cardId) })
  const [held] = await holdPack(db, tenant, packId, { members: [people.employee.id] })
  await redeemPack(db, people.employee, held!, [choose(1, sku, 1)])
}
