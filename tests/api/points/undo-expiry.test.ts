import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callFunction, platform, signedIn } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { brokenInvariants, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeMember, one, type MemberFixture } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

const DAY = 24 * 60 * 60 * 1000
/** A day in Shanghai, where the companies of the tests are. */
const inDays = (days: number) => new Date(Date.now() + 8 * 60 * 60 * 1000 + days * DAY).toISOString().slice(0, 10)

describe('undoing an expiry', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  let programme: string
  let people: MemberFixture[]
  let before: unknown[]

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    programme = await makeProgramme(db, company.tenant.id, { validity_days: 10, expiry_policy: 'back_to_budget' })
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    people = [await makeMember(db, company.tenant), await makeMember(db, company.tenant)]
    for (const person of people)
      for (const points of [100, 50])
        await grantTo(db, company.tenant, programme, person, points, new Date(Date.now() - 30 * DAY).toISOString())
    before = await lots()
  })
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  const lots = async () =>
    (
      await db.query(`select id, remaining, granted from public.point_lots where account_id = any ($1) order by id`, [
        people.map(({ accountId }) => accountId),
      ])
    ).rows
  const expire = () =>
    one(
      db,
      `select (private.expire_lots($1, array(select id from public.point_lots where account_id = any ($2)))).run_id`,
      [company.tenant.id, people.map(({ accountId }) => accountId)],
    )
  const undo = (run: string, more: Record<string, unknown> = {}, who: Company = company) =>
    who.hr.client.rpc('undo_expiry', {
      run_id: run,
      valid_until: inDays(30),
      reason: '系统故障补偿',
      idempotency_key: randomUUID(),
      ...more,
    })

  it('by HR restores the identical lots with a new last day, out of the budget that had got the points', async () => {
    const budget = await balanceOf(db, company.tenant.budgetAccountId)
    const run = await expire()
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(budget + 300)
    expect(await balanceOf(db, people[0]!.accountId)).toBe(0)
    const { data, error } = await undo(run)
    expect(error).toBeNull()
    expect(data).toEqual({
      undo_id: expect.any(String) as string,
      run_id: run,
      valid_until: inDays(30),
      wallets: 2,
      lots: null,
      points: null,
    })
    expect(await lots()).toEqual(before)
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(budget)
    const ends = await one<Date[]>(
      db,
      'select array_agg(distinct expires_at) from public.point_lots where account_id = $1',
      [people[0]!.accountId],
    )
    expect(ends).toEqual([new Date(`${inDays(30)}T23:59:59+08:00`)])
    const { rows } = await db.query(
      `select kind, amount, balance_after, note from public.ledger_transactions where account_id = $1 order by seq desc limit 2`,
      [people[0]!.accountId],
    )
    expect(rows).toEqual([
      { kind: 'expiry_undo', amount: 150, balance_after: 150, note: '系统故障补偿' },
      { kind: 'expiry', amount: -150, balance_after: 0, note: null },
    ])
    await spend(db, company.tenant.id, people[0]!.accountId, [{ lineNo: 1, amount: 120 }])
  })

  it('tells how much it was where five or more people are concerned, and the platform always', async () => {
    const run = await expire()
    expect(
      await callFunction(db, platform, 'undo_expiry', {
        run_id: run,
        valid_until: inDays(0),
        reason: '平台恢复',
        idempotency_key: randomUUID(),
      }),
    ).toMatchObject({ wallets: 2, lots: 4, points: 300 })
    people = await Promise.all(Array.from({ length: 5 }, () => makeMember(db, company.tenant)))
    for (const person of people) await grantTo(db, company.tenant, programme, person, 10, '2020-01-01T00:00:00Z')
    expect((await undo(await expire())).data).toMatchObject({ wallets: 5, lots: 5, points: 50 })
  })

  it('with the same key gives the first answer again, and happens once', async () => {
    const run = await expire()
    const key = randomUUID()
    const first = await undo(run, { idempotency_key: key })
    expect((await undo(run, { idempotency_key: key })).data).toEqual(first.data)
    expect(await lots()).toEqual(before)
    expect(refusal(await undo(run, { idempotency_key: key, reason: '另一原因' })).code).toBe('idempotency_mismatch')
    expect(refusal(await undo(run))).toMatchObject({ code: 'already_undone', status: 409 })
  })

  it('at the same time from eight sides happens once', async () => {
    const run = await expire()
    const answers = await onConnections(8, (client) =>
      Promise.allSettled([
        callFunction(client, signedIn(company.hr.userId), 'undo_expiry', {
          run_id: run,
          valid_until: inDays(9),
          reason: '恢复',
          idempotency_key: randomUUID(),
        }),
      ]),
    )
    expect(answers.flat().filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await lots()).toEqual(before)
  })

  it('for one member leaves the others as they are, for whom it can be done later', async () => {
    const run = await expire()
    expect((await undo(run, { member_ids: [people[0]!.id] })).data).toMatchObject({ wallets: 1 })
    expect([await balanceOf(db, people[0]!.accountId), await balanceOf(db, people[1]!.accountId)]).toEqual([150, 0])
    expect(refusal(await undo(run, { member_ids: [people[1]!.id, people[0]!.id] })).code).toBe('already_undone')
    expect(refusal(await undo(run, { member_ids: [people[1]!.id, company.hr.id] }))).toMatchObject({
      code: 'member_not_found',
      details: { index: 1 },
    })
    expect((await undo(run)).data).toMatchObject({ wallets: 1 })
    expect(await lots()).toEqual(before)
  })

  it('is refused where the budget has given the points away, and gives nobody anything', async () => {
    const run = await expire()
    const budget = await balanceOf(db, company.tenant.budgetAccountId)
    await db.query('begin')
    await grantTo(db, company.tenant, company.programme, company.colleague, budget - 299)
    const call = callFunctionInside(run)
    expect(await refusalOf(call)).toMatchObject({
      code: 'insufficient_budget',
      details: { account_id: company.tenant.budgetAccountId, needed: 300, available: 299 },
    })
    await db.query('rollback')
    await undo(run).then(({ error }) => expect(error).toBeNull())
  })
  const callFunctionInside = (run: string) =>
    db.query(`select public.undo_expiry($1, $2, '恢复', $3)`, [run, inDays(5), randomUUID()])

  it('is possible for seven days', async () => {
    const run = await expire()
    const late = (days: number) =>
      callFunction(
        db,
        platform,
        'undo_expiry',
        { run_id: run, valid_until: inDays(30), reason: '恢复', idempotency_key: randomUUID() },
        new Date(Date.now() + days * DAY).toISOString(),
      )
    expect(await refusalOf(late(7.01))).toMatchObject({ code: 'undo_too_late', status: 409 })
    expect(await late(6.99)).toMatchObject({ wallets: 2 })
  })

  it('is refused to everybody but HR of this company and the platform', async () => {
    const run = await expire()
    const args = { run_id: run, valid_until: inDays(30), reason: '恢复', idempotency_key: randomUUID() }
    for (const who of [company.employee, company.salesAdmin, company.groupAdmin])
      expect(refusal(await who.client.rpc('undo_expiry', args)).code).toBe('not_permitted')
    expect(refusal(await undo(run, {}, other))).toMatchObject({ code: 'run_not_found', status: 404 })
    expect(refusal(await undo(randomUUID())).code).toBe('run_not_found')
    expect((await other.hr.client.from('expiry_runs').select('id').eq('id', run)).data).toEqual([])
    expect((await company.hr.client.from('expiry_runs').select('id, wallets').eq('id', run)).data).toEqual([
      { id: run, wallets: 2 },
    ])
  })

  it.each([
    ['a last day that is over', { valid_until: inDays(-2) }, 'valid_until'],
    ['a last day in the far future', { valid_until: '2999-01-01' }, 'valid_until'],
    ['no last day', { valid_until: null }, 'valid_until'],
    ['no reason', { reason: '' }, 'reason'],
    ['nobody', { member_ids: [] }, 'member_ids'],
    ['a short key', { idempotency_key: 'k' }, 'idempotency_key'],
  ])('cannot be read with %s', async (_what, more, field) => {
    const run = await expire()
    expect(refusal(await undo(run, more))).toMatchObject({ code: 'invalid_request', details: { field } })
  })
})
