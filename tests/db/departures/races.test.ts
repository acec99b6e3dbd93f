import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callFunction, platform } from '../../support/act-as.ts'
import { onConnections, openDatabase, openPool } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { brokenInvariants, makeProgramme } from '../../support/points-fixture.ts'
import { readRefusal, refusalOf } from '../../support/refusal.ts'
import {
  balanceOf,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { giveRole, one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let tea: SkuFixture
let leaver: ShopperFixture

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())
beforeEach(async () => {
  tenant = await makeRichTenant(db)
  tea = await makeOfferedSku(db, tenant, 10, 1000)
  leaver = await makeShopper(db, tenant, 100)
})
afterEach(async () => {
  expect(await brokenInvariants(db, tenant.id)).toEqual([])
})

const policy = (name: string) =>
  db.query('update public.tenants set departure_policy = $2, departure_keep_days = 30 where id = $1', [tenant.id, name])
const offboard = (client: pg.ClientBase, key = randomUUID() as string) =>
  callFunction<{ points: number; claim: { pin: string | null } | null }>(client, platform, 'offboard_member', {
    member_id: leaver.id,
    reason: '合同到期',
    idempotency_key: key,
  })
const orderAndPerhapsCancel = async (client: pg.ClientBase, cancel: boolean): Promise<unknown> => {
  const order = await placeOrder(client, leaver, [line(tea, 1, 10)])
  return cancel ? cancelOrder(client, leaver.caller, order.order_id) : order
}
/** What came of calls: the answers, and the codes of refusals; throws what is no refusal, a deadlock for one. */
const split = <T>(outcomes: PromiseSettledResult<T>[]) => ({
  done: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
  codes: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [readRefusal(outcome.reason).code] : [])),
})
const settle = async <T>(call: Promise<T>) => (await Promise.allSettled([call]))[0]
/** Begins what has to wait for a lock, and comes back when it waits. */
async function untilBlocked<T>(client: pg.PoolClient, begin: () => Promise<T>): Promise<{ outcome: Promise<T> }> {
  const pid = await one<number>(client, 'select pg_backend_pid()')
  const outcome = begin()
  while (!(await one<boolean>(db, 'select cardinality(pg_blocking_pids($1)) > 0', [pid])))
    await new Promise((resolve) => setTimeout(resolve, 5))
  return { outcome }
}

describe('somebody who leaves while', () => {
  it.each(['back_to_budget', 'forfeit', 'keep_days'])(
    'orders are being placed and cancelled keeps the books right, and can do nothing afterwards: %s',
    async (name) => {
      await policy(name)
      const outcomes = await onConnections(8, (client, index) =>
        settle<unknown>(index === 4 ? offboard(client) : orderAndPerhapsCancel(client, index % 2 === 1)),
      )
      const { codes } = split(outcomes)
      for (const code of codes) expect(['member_departed', 'insufficient_points']).toContain(code)
      const after = await balanceOf(db, leaver.accountId)
      expect((await refusalOf(placeOrder(db, leaver, [line(tea, 1, 10)]))).code).toBe('member_departed')
      expect(await balanceOf(db, leaver.accountId)).toBe(after)
      if (name !== 'keep_days') expect(after).toBe(0)
    },
  )

  it('points are being granted receives nothing afterwards: the grant comes before, or is refused', async () => {
    await policy('back_to_budget')
    const hr = await makeShopper(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    const programme = await makeProgramme(db, tenant.id)
    const outcomes = await onConnections(8, (client, index) =>
      settle<unknown>(
        index === 3
          ? offboard(client)
          : callFunction(client, hr.caller, 'grant_points', {
              programme_id: programme,
              grants: [{ member_id: leaver.id, amount: 5 }],
              idempotency_key: randomUUID(),
            }),
      ),
    )
    for (const code of split(outcomes).codes) expect(code).toBe('member_not_found')
    expect(await balanceOf(db, leaver.accountId)).toBe(0)
  })

  it('points come from a budget that was not concerned before waits for nobody who waits for it', async () => {
    await policy('back_to_budget')
    const hr = await makeShopper(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    const programme = await makeProgramme(db, tenant.id)
    const budget = await one(db, 'select private.budget_account_id($1)', [tenant.departmentId])
    await callFunction(db, hr.caller, 'allocate_budget', {
      from_account: tenant.budgetAccountId,
      to_owner: tenant.departmentId,
      amount: 100,
      idempotency_key: randomUUID(),
    })
    const pool = openPool(3)
    const [granting, leaving, waiting] = [await pool.connect(), await pool.connect(), await pool.connect()]
    try {
      // Whoever holds the wallet grants from the other budget; the leaving waits for the wallet, a third for that budget.
      await granting.query('begin')
      await granting.query('select from public.ledger_accounts where id = $1 for update', [leaver.accountId])
      const left = await untilBlocked(leaving, () => settle<unknown>(offboard(leaving)))
      await granting.query('select private.post_grant($1, $2, $3, array[$4::uuid], array[10::bigint])', [
        tenant.id,
        programme,
        budget,
        leaver.accountId,
      ])
      const grant = { member_id: leaver.id, amount: 5 }
      const late = await untilBlocked(waiting, () =>
        settle<unknown>(
          callFunction(waiting, hr.caller, 'grant_points', {
            programme_id: programme,
            grants: [grant],
            budget_account: budget,
            idempotency_key: randomUUID(),
          }),
        ),
      )
      await granting.query('commit')
      expect(split([await left.outcome])).toMatchObject({ codes: [] })
      // Whichever comes first: the grant, whose points then go back as well, or the departure.
      for (const code of split([await late.outcome]).codes) expect(code).toBe('member_not_found')
    } finally {
      for (const client of [granting, leaving, waiting]) client.release()
      await pool.end()
    }
    expect(await balanceOf(db, leaver.accountId)).toBe(0)
    expect(await balanceOf(db, budget)).toBe(100)
  })

  it('eight calls with one key come in leaves once, and the PIN is told once', async () => {
    await policy('keep_days')
    const key = randomUUID()
    const { done, codes } = split(await onConnections(8, (client) => settle(offboard(client, key))))
    expect(codes).toEqual([])
    expect(done.filter(({ claim }) => claim?.pin)).toHaveLength(1)
    expect(done.every(({ points }) => points === 100)).toBe(true)
  })

  it('eight calls with keys of their own come in leaves once', async () => {
    await policy('keep_days')
    const { done, codes } = split(await onConnections(8, (client) => settle(offboard(client))))
    expect(done).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['already_departed']))
  })
})
