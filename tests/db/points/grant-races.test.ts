import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, signedIn, type Caller } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme, spend } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import { balanceOf } from '../../support/shop-fixture.ts'
import {
  giveRole,
  makeDepartment,
  makeMember,
  makeTenant,
  one,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

describe('at the same time', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let hr: Caller
  let department: string
  let budget: string
  let programme: string

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1_000_000)
    const manager = await makeMember(db, tenant)
    await giveRole(db, tenant.id, manager.id, 'hr_manager')
    hr = signedIn(manager.userId)
    department = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    budget = await one(db, 'select private.budget_account_id($1)', [department])
    programme = await makeProgramme(db, tenant.id)
  })
  afterAll(() => db.end())

  const call = <T = Record<string, unknown>>(client: pg.ClientBase, name: string, args: Record<string, unknown>) =>
    callFunction<T>(client, hr, name, { idempotency_key: randomUUID(), ...args })
  const allocate = (amount: number) =>
    call(db, 'allocate_budget', { from_account: tenant.budgetAccountId, to_owner: department, amount })
  const grant = (client: pg.ClientBase, members: MemberFixture[], amount: number, budget_account?: string) =>
    call<{ grant_id: string }>(client, 'grant_points', {
      programme_id: programme,
      grants: members.map(({ id }) => ({ member_id: id, amount })),
      ...(budget_account === undefined ? {} : { budget_account }),
    })
  const revoke = (client: pg.ClientBase, batch: string) =>
    call(client, 'revoke_grant', { batch_id: batch, reason: '发错了' })
  const outcomesOf = <T>(count: number, work: (client: pg.PoolClient, index: number) => Promise<T>) =>
    onConnections(count, (client, index) => Promise.allSettled([work(client, index)]).then(([outcome]) => outcome))
  const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.filter((outcome) => outcome.status === 'rejected').map((outcome) => readRefusal(outcome.reason).code)
  const whole = async () => expect(await brokenInvariants(db, tenant.id)).toEqual([])

  it('grants that drain one budget stop where it ends', async () => {
    await allocate(100)
    const member = await makeMember(db, tenant)
    const outcomes = await outcomesOf(8, (client) => grant(client, [member], 30, budget))
    expect(codes(outcomes)).toEqual(Array(5).fill('insufficient_budget'))
    expect([await balanceOf(db, budget), await balanceOf(db, member.accountId)]).toEqual([10, 90])
    await call(db, 'take_back_budget', { from_account: budget, amount: null })
    await whole()
  })

  it('a grant and a take-back share what there is', async () => {
    await allocate(100)
    const member = await makeMember(db, tenant)
    const outcomes = await outcomesOf(8, (client, index) =>
      index % 2
        ? grant(client, [member], 30, budget)
        : call(client, 'take_back_budget', { from_account: budget, amount: 30 }),
    )
    expect(codes(outcomes)).toEqual(Array(5).fill('insufficient_budget'))
    expect(await balanceOf(db, budget)).toBe(10)
    await call(db, 'take_back_budget', { from_account: budget, amount: null })
    await whole()
  })

  it('take-backs of everything take it once', async () => {
    await allocate(100)
    const outcomes = await outcomesOf(5, (client) =>
      call(client, 'take_back_budget', { from_account: budget, amount: null }),
    )
    expect(codes(outcomes)).toEqual(Array(4).fill('insufficient_budget'))
    expect(await balanceOf(db, budget)).toBe(0)
    await whole()
  })

  it('a grant is revoked once', async () => {
    const member = await makeMember(db, tenant)
    const { grant_id } = await grant(db, [member], 50)
    const before = await balanceOf(db, tenant.budgetAccountId)
    const outcomes = await outcomesOf(8, (client) => revoke(client, grant_id))
    expect(codes(outcomes)).toEqual(Array(7).fill('already_revoked'))
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(before + 50)
    await whole()
  })

  it('what is spent while the grant is revoked is either owed or refused', async () => {
    for (let round = 0; round < 5; round++) {
      const member = await makeMember(db, tenant)
      const { grant_id } = await grant(db, [member], 50)
      const outcomes = await outcomesOf(6, (client, index): Promise<unknown> =>
        index === 3
          ? revoke(client, grant_id)
          : spend(client, tenant.id, member.accountId, [{ lineNo: 1, amount: 10 }]),
      )
      const refused = codes(outcomes)
      expect(refused.every((code) => code === 'insufficient_points')).toBe(true)
      const debt = await one(db, 'select coalesce(sum(amount), 0) from public.point_debts where account_id = $1', [
        member.accountId,
      ])
      expect(Number(debt)).toBe((5 - refused.length) * 10)
      expect(await balanceOf(db, member.accountId)).toBe(0)
    }
    await whole()
  })

  it('grants settle a debt once, whoever comes first', async () => {
    const members = await Promise.all(Array.from({ length: 4 }, () => makeMember(db, tenant)))
    await allocate(1000)
    const { grant_id } = await grant(db, members, 70, budget)
    for (const { accountId } of members) await spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 70 }])
    await revoke(db, grant_id)
    const before = await balanceOf(db, budget)
    const outcomes = await outcomesOf(6, (client, index) =>
      grant(client, index % 2 ? members : [...members].reverse(), 50),
    )
    expect(codes(outcomes)).toEqual([])
    expect(await Promise.all(members.map(({ accountId }) => balanceOf(db, accountId)))).toEqual([230, 230, 230, 230])
    expect(await balanceOf(db, budget)).toBe(before + 280)
    await whole()
  })

  it('grants, revocations, allocations and take-backs do not block each other for good', async () => {
    const members = await Promise.all(Array.from({ length: 4 }, () => makeMember(db, tenant)))
    await allocate(1000)
    await onConnections(8, async (client, index) => {
      for (let round = 0; round < 6; round++) {
        const { grant_id } = await grant(
          client,
          [...members].sort(() => Math.random() - 0.5),
          10,
          index % 2 ? budget : tenant.budgetAccountId,
        )
        await spend(client, tenant.id, members[index % 4]!.accountId, [{ lineNo: 1, amount: 1 }]).catch(readRefusal)
        if (round % 2) await revoke(client, grant_id)
        else if (index % 4 === 0) await call(client, 'take_back_budget', { from_account: budget, amount: 5 })
        else
          await call(client, 'allocate_budget', {
            from_account: tenant.budgetAccountId,
            to_owner: department,
            amount: 5,
          })
      }
    })
    await whole()
  })
})
