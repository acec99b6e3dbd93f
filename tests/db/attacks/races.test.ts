import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform, type Caller } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { brokenInvariants, deposit, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import {
  balanceOf,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  unitsInStock,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import {
  giveRole,
  makeDepartment,
  makeMember,
  makeTenant,
  one,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

let db: pg.Client

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

/** The codes with which calls were refused; throws what is no refusal, a deadlock for one. */
const refusedCodes = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [readRefusal(outcome.reason).code] : []))

describe('one budget', () => {
  /** A company with 100 points in its budget, an HR manager, an employee and a department. */
  async function poorCompany() {
    const tenant = await makeTenant(db)
    await deposit(db, tenant.id, 100)
    const hr = await makeShopper(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    const department = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    const programme = await makeProgramme(db, tenant.id)
    const member = await makeMember(db, tenant)
    return { tenant, hr, department, programme, member }
  }

  const grant = (client: pg.ClientBase, caller: Caller, programmeId: string, memberId: string, amount: number) =>
    callFunction(client, caller, 'grant_points', {
      programme_id: programmeId,
      grants: [{ member_id: memberId, amount }],
      idempotency_key: randomUUID(),
    })

  it('pays ten grants at once as far as it reaches, and no point more', async () => {
    const { tenant, hr, programme, member } = await poorCompany()
    const outcomes = await onConnections(10, (client) =>
      Promise.allSettled([grant(client, hr.caller, programme, member.id, 30)]).then(([outcome]) => outcome),
    )
    expect(refusedCodes(outcomes)).toEqual(Array(7).fill('insufficient_budget'))
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(10)
    expect(await balanceOf(db, member.accountId)).toBe(90)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('is not paid out twice by grants and allocations at once', async () => {
    const { tenant, hr, department, programme, member } = await poorCompany()
    const outcomes = await onConnections(10, (client, index) =>
      Promise.allSettled([
        index % 2
          ? grant(client, hr.caller, programme, member.id, 30)
          : callFunction(client, hr.caller, 'allocate_budget', {
              from_account: tenant.budgetAccountId,
              to_owner: department,
              amount: 30,
              idempotency_key: randomUUID(),
            }),
      ]).then(([outcome]) => outcome),
    )
    expect(refusedCodes(outcomes)).toEqual(Array(7).fill('insufficient_budget'))
    const given = await one(db, 'select balance from public.ledger_accounts where owner_id = $1', [department])
    expect(Number(given) + (await balanceOf(db, member.accountId))).toBe(90)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})

describe('one wallet', () => {
  let tenant: TenantFixture
  beforeAll(async () => {
    tenant = await makeRichTenant(db)
  })

  it('is not spent and expired at once: what has expired buys nothing, and is booked out once', async () => {
    const tea = await makeOfferedSku(db, tenant, 10, 100)
    const buyer = await makeShopper(db, tenant, 50)
    const dying = await grantTo(db, tenant, await makeProgramme(db, tenant.id), buyer, 100)
    await db.query('update public.point_lots set expires_at = now() where id = $1', [dying])
    const outcomes = await onConnections(10, (client, index) =>
      Promise.allSettled([
        index % 3 ? placeOrder(client, buyer, [line(tea, 1, 10)]) : callFunction(client, platform, 'expire_points'),
      ]).then(([outcome]) => outcome),
    )
    const codes = refusedCodes(outcomes)
    expect(codes).toHaveLength(1)
    expect(['insufficient_points', 'points_expired']).toContain(codes[0])
    expect(await balanceOf(db, buyer.accountId)).toBe(0)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('gets one refund when buyer and platform cancel at once', async () => {
    const tea = await makeOfferedSku(db, tenant, 10, 5)
    const buyer = await makeShopper(db, tenant, 50)
    const { order_id } = await placeOrder(db, buyer, [line(tea, 2, 10)])
    const outcomes = await onConnections(8, (client, index) =>
      Promise.allSettled([
        index % 2
          ? cancelOrder(client, buyer.caller, order_id)
          : callFunction(client, platform, 'advance_order', { order_id, to_state: 'cancelled' }),
      ]).then(([outcome]) => outcome),
    )
    expect(refusedCodes(outcomes)).toEqual([])
    expect(await balanceOf(db, buyer.accountId)).toBe(50)
    expect(await unitsInStock(db, tea)).toBe(5)
    expect(Number(await one(db, 'select count(*) from public.order_events where order_id = $1', [order_id]))).toBe(2)
  })

  it('buys from one device while another saves the cart, and neither blocks the other for good', async () => {
    const skus: SkuFixture[] = []
    for (let place = 0; place < 8; place++) skus.push(await makeOfferedSku(db, tenant, 1, 1000))
    const buyer = await makeShopper(db, tenant, 10_000)
    const outcomes = await onConnections(4, async (client, index) => {
      const results: PromiseSettledResult<unknown>[] = []
      for (let turn = 0; turn < 15; turn++) {
        const order = [...skus].sort(() => Math.random() - 0.5)
        const call =
          index % 2
            ? placeOrder(
                client,
                buyer,
                order.map((sku) => line(sku, 1, 1)),
              )
            : callFunction(client, buyer.caller, 'save_cart', {
                lines: order.slice(turn % 2).map(({ skuId }) => ({ sku_id: skuId, quantity: 1 })),
              })
        results.push(...(await Promise.allSettled([call])))
      }
      return results
    })
    expect(refusedCodes(outcomes.flat())).toEqual([])
    expect(await balanceOf(db, buyer.accountId)).toBe(10_000 - 30 * 8)
  })
})

it('the order of two events of one moment is told by their number', async () => {
  const tenant = await makeRichTenant(db)
  const tea = await makeOfferedSku(db, tenant, 10, 5)
  const buyer = await makeShopper(db, tenant, 50)
  const now = new Date(Date.now() + 60_000).toISOString()
  const { order_id } = await placeOrder(db, buyer, [line(tea, 1, 10)], randomUUID(), now)
  const states = ['shipped', 'delivered', 'completed']
  for (const to_state of states) await callFunction(db, platform, 'advance_order', { order_id, to_state }, now)
  const { rows } = await db.query<{ to_state: string; at: Date }>(
    'select to_state, at from public.order_events where order_id = $1 order by seq',
    [order_id],
  )
  expect(rows.map(({ to_state }) => to_state)).toEqual(['paid', ...states])
  expect(new Set(rows.map(({ at }) => at.toISOString())).size).toBe(1)
})
