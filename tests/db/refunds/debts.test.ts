import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import {
  brokenInvariants,
  deposit,
  grantTo,
  lotsOf,
  makeProgramme,
  refund,
  spend,
} from '../../support/points-fixture.ts'
import { balanceOf } from '../../support/shop-fixture.ts'
import {
  giveRole,
  makeMember,
  makeTenant,
  one,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

describe('a refund of what a revoked lot had paid', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture
  let programme: string
  let lot: string
  let order: string
  let budget: number

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 10_000)
    programme = await makeProgramme(db, tenant.id)
    member = await makeMember(db, tenant)
    const hr = await makeMember(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    lot = await grantTo(db, tenant, programme, member, 100)
    order = await spend(db, tenant.id, member.accountId, [
      { lineNo: 1, amount: 30 },
      { lineNo: 2, amount: 40 },
    ])
    await callFunction(db, signedIn(hr.userId), 'revoke_grant', {
      batch_id: await one(db, 'select grant_id from public.point_lots where id = $1', [lot]),
      reason: '发错了',
      idempotency_key: randomUUID(),
    })
    budget = await balanceOf(db, tenant.budgetAccountId)
  })
  afterEach(async () => {
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  const outstanding = () =>
    one<number>(db, 'select sum(amount - settled)::int from public.point_debts where account_id = $1', [
      member.accountId,
    ])

  it('settles the debt first, and gives the points to the budget', async () => {
    expect(await outstanding()).toBe(70)
    expect((await refund(db, tenant.id, order, [{ line_no: 2, amount: 40 }])).amount).toBe(40)
    expect(await outstanding()).toBe(30)
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(budget + 40)
    await refund(db, tenant.id, order)
    expect(await outstanding()).toBe(0)
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(budget + 70)
    expect(await lotsOf(db, member.accountId)).toEqual({ [lot]: 0 })
  })

  it('gives the holder what was settled before by another grant', async () => {
    await grantTo(db, tenant, programme, member, 50)
    expect(await outstanding()).toBe(20)
    await refund(db, tenant.id, order)
    expect(await outstanding()).toBe(0)
    expect(await balanceOf(db, member.accountId)).toBe(50)
    expect((await lotsOf(db, member.accountId))[lot]).toBe(50)
  })
})
