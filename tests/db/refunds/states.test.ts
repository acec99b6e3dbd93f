import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { atTime, openDatabase } from '../../support/database.ts'
import {
  brokenInvariants,
  deposit,
  grantTo,
  lotsOf,
  makeProgramme,
  refund,
  spend,
} from '../../support/points-fixture.ts'
import { balanceOf, makeGuest } from '../../support/shop-fixture.ts'
import {
  giveRole,
  makeDepartment,
  makeMember,
  makeTenant,
  one,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

const bought = '2035-01-01T12:00:00+08:00'
const later = '2035-03-01T12:00:00+08:00'
const states = ['holder_left', 'card_void', 'lot_expired', 'programme_closed'] as const
const policies = ['restore_days', 'back_to_budget', 'forfeit'] as const
type State = (typeof states)[number]
type Policy = (typeof policies)[number]

describe('a refund', () => {
  let db: pg.Client
  let tenant: TenantFixture

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 10_000)
  })
  afterEach(async () => {
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  const at = <T>(now: string, work: () => Promise<T>) => atTime(db, now, work)
  const rule = (state: State, policy: Policy) =>
    db.query(`update public.refund_rules set policy = $3, restore_days = $4 where tenant_id = $1 and state = $2`, [
      tenant.id,
      state,
      policy,
      policy === 'restore_days' ? 5 : null,
    ])
  const forfeited = () =>
    one<number>(
      db,
      `select coalesce(sum(f.amount), 0) from public.ledger_transfers f
       join public.ledger_transactions t on t.tenant_id = f.tenant_id and t.id = f.transaction_id and t.kind = 'refund'
       where f.tenant_id = $1 and f.to_account_id = private.system_account_id($1, 'expired')`,
      [tenant.id],
    )

  /** A wallet of a member, or of a card where the card is to become void, with a lot of 100 of which 60 were spent. */
  const wallet = async (onCard: boolean, columns: Record<string, unknown> = {}) => {
    const terms = { validity_days: 10, refund_policy: null, refund_restore_days: null, ...columns }
    const programme = await makeProgramme(db, tenant.id, terms)
    const { accountId, id } = onCard
      ? await makeGuest(db, tenant, 1).then((guest) => ({ accountId: guest.accountId, id: guest.cardId }))
      : await makeMember(db, tenant)
    const lot = await grantTo(db, tenant, programme, { accountId }, 100, bought)
    const order = await at(bought, () => spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 60 }]))
    return { accountId, id, programme, lot, order }
  }
  type Wallet = Awaited<ReturnType<typeof wallet>>
  const bring: Record<State, (wallet: Wallet) => Promise<unknown>> = {
    holder_left: ({ id }) => db.query(`update public.members set status = 'departed' where id = $1`, [id]),
    card_void: ({ id }) => db.query(`update public.cards set status = 'void' where id = $1`, [id]),
    lot_expired: () => Promise.resolve(),
    programme_closed: ({ programme }) =>
      db.query(`update public.programmes set status = 'closed' where id = $1`, [programme]),
  }

  const expectOutcome = async (made: Wallet, policy: Policy, moment: string, restoredUntil: string) => {
    const [budget, lost] = [await balanceOf(db, tenant.budgetAccountId), await forfeited()]
    const unspent = moment === later ? 0 : 40
    expect((await at(moment, () => refund(db, tenant.id, made.order))).amount).toBe(60)
    expect((await lotsOf(db, made.accountId))[made.lot]).toBe(policy === 'restore_days' ? 60 + unspent : unspent)
    expect((await balanceOf(db, tenant.budgetAccountId)) - budget).toBe(policy === 'back_to_budget' ? 60 : 0)
    expect((await forfeited()) - lost).toBe(policy === 'forfeit' ? 60 : 0)
    if (policy === 'restore_days')
      expect(await one<Date>(db, 'select expires_at from public.point_lots where id = $1', [made.lot])).toEqual(
        new Date(restoredUntil),
      )
    expect((await at(moment, () => refund(db, tenant.id, made.order))).amount).toBe(0)
  }

  describe.each(states)('where the state is %s', (state) => {
    it.each(policies)('follows the company’s policy: %s', async (policy) => {
      await rule(state, policy)
      const made = await wallet(state === 'card_void')
      await bring[state](made)
      const expired = state === 'lot_expired'
      // A lot that is still valid longer than the grace days is not shortened.
      await expectOutcome(
        made,
        policy,
        expired ? later : bought,
        expired ? '2035-03-06T23:59:59+08:00' : '2035-01-11T23:59:59+08:00',
      )
    })
  })

  it.each([
    ['holder_left', 'lot_expired'],
    ['holder_left', 'programme_closed'],
    ['card_void', 'lot_expired'],
    ['card_void', 'programme_closed'],
    ['lot_expired', 'programme_closed'],
  ] as const)('follows the policy for %s where %s holds as well', async (first, second) => {
    for (const policy of policies) {
      await rule(first, policy)
      await rule(second, policy === 'forfeit' ? 'back_to_budget' : 'forfeit')
      const made = await wallet(first === 'card_void')
      await bring[first](made)
      await bring[second](made)
      const expired = first === 'lot_expired' || second === 'lot_expired'
      await expectOutcome(
        made,
        policy,
        expired ? later : bought,
        expired ? '2035-03-06T23:59:59+08:00' : '2035-01-11T23:59:59+08:00',
      )
    }
  })

  it.each(policies)('follows the programme where it has a policy of its own for its points: %s', async (policy) => {
    for (const state of ['lot_expired', 'programme_closed'] as const)
      await rule(state, policy === 'forfeit' ? 'back_to_budget' : 'forfeit')
    const days = policy === 'restore_days' ? 20 : null
    const own = { refund_policy: policy, refund_restore_days: days }
    await expectOutcome(await wallet(false, own), policy, later, '2035-03-21T23:59:59+08:00')
    const closed = await wallet(false, own)
    await bring.programme_closed(closed)
    await expectOutcome(closed, policy, bought, '2035-01-21T23:59:59+08:00')
  })

  it('follows the company and not the programme where the holder has left', async () => {
    await rule('holder_left', 'back_to_budget')
    const made = await wallet(false, { refund_policy: 'forfeit' })
    await bring.holder_left(made)
    await expectOutcome(made, 'back_to_budget', later, '')
  })

  it('in parts treats each part by what holds when it comes', async () => {
    await rule('lot_expired', 'back_to_budget')
    const made = await wallet(false)
    const budget = await balanceOf(db, tenant.budgetAccountId)
    await at(bought, () => refund(db, tenant.id, made.order, [{ line_no: 1, amount: 25 }]))
    expect((await lotsOf(db, made.accountId))[made.lot]).toBe(65)
    await at(later, () => refund(db, tenant.id, made.order, [{ line_no: 1, amount: 30 }]))
    // What had come back expired with the rest of the lot; the second part went to the budget.
    expect((await lotsOf(db, made.accountId))[made.lot]).toBe(0)
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(budget + 30)
    await at(later, () => refund(db, tenant.id, made.order))
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(budget + 35)
  })

  it('of several lots gives each its due, each budget its own points', async () => {
    await rule('lot_expired', 'back_to_budget')
    const department = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    const departmentBudget = await one(db, 'select private.budget_account_id($1)', [department])
    const hr = await makeMember(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    await callFunction(db, signedIn(hr.userId), 'allocate_budget', {
      from_account: tenant.budgetAccountId,
      to_owner: department,
      amount: 1000,
      idempotency_key: randomUUID(),
    })
    const member = await makeMember(db, tenant)
    const short = { validity_days: 10, refund_policy: null, refund_restore_days: null }
    const lasting = await makeProgramme(db, tenant.id, { validity_days: 300 })
    await grantTo(db, tenant, await makeProgramme(db, tenant.id, short), member, 10, bought)
    await grantTo(
      db,
      { ...tenant, budgetAccountId: departmentBudget },
      await makeProgramme(db, tenant.id, { ...short, validity_days: 11 }),
      member,
      20,
      bought,
    )
    const lot = await grantTo(db, tenant, lasting, member, 30, bought)
    const order = await at(bought, () =>
      spend(db, tenant.id, member.accountId, [
        { lineNo: 1, amount: 15 },
        { lineNo: 2, amount: 40 },
      ]),
    )
    const [company, sales] = [await balanceOf(db, tenant.budgetAccountId), await balanceOf(db, departmentBudget)]
    expect((await at(later, () => refund(db, tenant.id, order))).amount).toBe(55)
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(company + 10)
    expect(await balanceOf(db, departmentBudget)).toBe(sales + 20)
    expect((await lotsOf(db, member.accountId))[lot]).toBe(30)
    expect(await balanceOf(db, member.accountId)).toBe(30)
  })

  it('finds a rule for every state in a new company, and in no other number', async () => {
    const { rows } = await db.query<{ state: string }>(
      'select state from public.refund_rules where tenant_id = $1 order by state',
      [tenant.id],
    )
    expect(rows.map(({ state }) => state)).toEqual([...states].sort())
  })
})
