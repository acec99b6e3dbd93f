import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { makeMember, one, type MemberFixture } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('revoking a grant', () => {
  let db: pg.Client
  let company: Company
  let other: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    for (const owner of [company.sales, company.group])
      await company.hr.client
        .rpc('allocate_budget', {
          from_account: company.tenant.budgetAccountId,
          to_owner: owner,
          amount: 1000,
          idempotency_key: randomUUID(),
        })
        .throwOnError()
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const grantTo = async (members: Pick<MemberFixture, 'id'>[], amount: number, who: Role = 'hr') => {
    const { data } = await company[who].client
      .rpc('grant_points', {
        programme_id: company.programme,
        grants: members.map(({ id }) => ({ member_id: id, amount })),
        idempotency_key: randomUUID(),
      })
      .throwOnError()
    return (data as { grant_id: string }).grant_id
  }
  const revoke = (
    who: Role,
    batch: string,
    more: { member_ids?: string[]; reason?: string | null; key?: string } = {},
  ) => {
    const { key = randomUUID(), reason = '发错了', ...rest } = more
    return company[who].client.rpc('revoke_grant', { batch_id: batch, reason, idempotency_key: key, ...rest })
  }
  const preview = (who: Role, batch: string, members?: string[]) =>
    company[who].client.rpc('preview_revocation', {
      batch_id: batch,
      ...(members === undefined ? {} : { member_ids: members }),
    })
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => makeMember(db, company.tenant)))
  const debtOf = async (member: MemberFixture) =>
    Number(
      await one(db, 'select coalesce(sum(amount - settled), 0) from public.point_debts where account_id = $1', [
        member.accountId,
      ]),
    )

  it('returns what is unspent to the budget and records what was spent as a debt', async () => {
    const members = await people(5)
    const budget = company.tenant.budgetAccountId
    const before = await balanceOf(db, budget)
    const batch = await grantTo(members, 100)
    await spend(db, company.tenant.id, members[0]!.accountId, [{ lineNo: 1, amount: 70 }])
    await spend(db, company.tenant.id, members[1]!.accountId, [{ lineNo: 1, amount: 100 }])
    const told = { members: 5, returned_points: 330, debt_points: 170 }
    expect((await preview('hr', batch)).data).toEqual({ ...told, granted: 500 })
    expect((await revoke('hr', batch)).data).toEqual({ ...told, revocation_id: expect.any(String) as string })
    expect(await balanceOf(db, budget)).toBe(before - 170)
    expect(await Promise.all(members.map(({ accountId }) => balanceOf(db, accountId)))).toEqual([0, 0, 0, 0, 0])
    expect(await Promise.all(members.map(debtOf))).toEqual([70, 100, 0, 0, 0])
  })

  it('counts as spent what is net of refunds, and neither returns nor charges what has expired', async () => {
    const members = await people(5)
    const batch = await grantTo(members, 100)
    const [refunded, expired, booked] = [members[0]!, members[1]!, members[2]!]
    const order = await spend(db, company.tenant.id, refunded.accountId, [{ lineNo: 1, amount: 60 }])
    await refund(db, company.tenant.id, order, [{ line_no: 1, amount: 45 }])
    for (const { accountId } of [expired, booked])
      await spend(db, company.tenant.id, accountId, [{ lineNo: 1, amount: 10 }])
    await db.query('update public.point_lots set expires_at = now() where account_id = any ($1)', [
      [expired.accountId, booked.accountId],
    ])
    await db.query('select private.expire_lots($1, array(select id from public.point_lots where account_id = $2))', [
      company.tenant.id,
      booked.accountId,
    ])
    const told = { members: 5, returned_points: 200 + 85, debt_points: 15 + 10 + 10 }
    expect((await preview('hr', batch)).data).toMatchObject(told)
    expect((await revoke('hr', batch)).data).toMatchObject(told)
    expect(await Promise.all(members.map(debtOf))).toEqual([15, 10, 10, 0, 0])
  })

  it('stands in the holder’s statement, with the reason and the debt', async () => {
    await grantTo([company.colleague], 7)
    const batch = await grantTo([company.colleague], 50)
    await spend(db, company.tenant.id, company.colleague.accountId, [{ lineNo: 1, amount: 27 }])
    await revoke('hr', batch, { reason: '名单有误' }).throwOnError()
    const { data: entries } = await company.colleague.client
      .from('statement_entries')
      .select('kind, amount, note')
      .eq('kind', 'revocation')
    expect(entries).toEqual([{ kind: 'revocation', amount: -30, note: '名单有误' }])
    const { data: debts } = await company.colleague.client.from('point_debts').select('amount, settled, grant_id')
    expect(debts).toEqual([{ amount: 20, settled: 0, grant_id: batch }])
  })

  it('is for some people when they are named, and once for each', async () => {
    const members = await people(6)
    const [first, ...rest] = members.map(({ id }) => id)
    const batch = await grantTo(members, 10)
    expect((await revoke('hr', batch, { member_ids: [first!] })).data).toMatchObject({ members: 1 })
    expect(refusal(await revoke('hr', batch, { member_ids: [first!] }))).toMatchObject({
      code: 'already_revoked',
      status: 409,
    })
    expect(await balanceOf(db, members[1]!.accountId)).toBe(10)
    expect((await preview('hr', batch)).data).toMatchObject({ members: 5, granted: 50 })
    expect((await revoke('hr', batch)).data).toMatchObject({ members: 5 })
    for (const again of [{}, { member_ids: rest }])
      expect(refusal(await revoke('hr', batch, again))).toMatchObject({ code: 'already_revoked' })
  })

  it('names no sum below five people, nor in the preview of any selection', async () => {
    const members = await people(6)
    const batch = await grantTo(members, 10)
    const none = { returned_points: null, debt_points: null }
    const ids = members.map(({ id }) => id)
    expect((await preview('hr', batch, ids.slice(0, 5))).data).toEqual({ members: 5, granted: 50, ...none })
    const { data } = await revoke('hr', batch, { member_ids: ids.slice(0, 4) })
    expect(data).toMatchObject({ members: 4, ...none })
    expect((await preview('hr', batch)).data).toEqual({ members: 2, granted: 20, ...none })
    const { data: kept } = await company.hr.client
      .from('grant_revocations')
      .select('members, returned_points, debt_points, reason')
      .eq('batch_id', batch)
    expect(kept).toEqual([{ members: 4, ...none, reason: '发错了' }])
  })

  it('with the same key happens once, and not for another request', async () => {
    const [member] = await people(1)
    const batch = await grantTo([member!], 10)
    const key = randomUUID()
    const first = await revoke('hr', batch, { key })
    expect(first.error).toBeNull()
    for (const { data } of await Promise.all(Array.from({ length: 20 }, () => revoke('hr', batch, { key }))))
      expect(data).toEqual(first.data)
    expect(refusal(await revoke('hr', batch, { key, reason: '另一个' }))).toMatchObject({
      code: 'idempotency_mismatch',
    })
    expect(await balanceOf(db, member!.accountId)).toBe(0)
  })

  it('is for admins what they granted themselves, and for HR everything', async () => {
    const made = await grantTo([company.employee], 5, 'salesAdmin')
    const byHr = await grantTo([company.employee], 5)
    for (const [who, batch] of [
      ['salesAdmin', byHr],
      ['groupAdmin', made],
    ] as const) {
      expect(refusal(await revoke(who, batch))).toMatchObject({ code: 'grant_not_found', status: 404 })
      expect(refusal(await preview(who, batch))).toMatchObject({ code: 'grant_not_found' })
    }
    expect((await revoke('salesAdmin', made)).error).toBeNull()
    const byGroup = await grantTo([company.employee], 5, 'groupAdmin')
    expect((await revoke('hr', byGroup)).error).toBeNull()
  })

  it('is refused to employees and visitors, and never reaches another company', async () => {
    const batch = await grantTo([company.employee], 5)
    expect(refusal(await revoke('employee', batch))).toMatchObject({ code: 'not_permitted', status: 403 })
    const visitor = await apiClient().rpc('revoke_grant', {
      batch_id: batch,
      reason: 'x',
      idempotency_key: 'k-12345678',
    })
    expect(visitor.error).not.toBeNull()
    const theirs = await other.hr.client.rpc('revoke_grant', {
      batch_id: batch,
      reason: 'x',
      idempotency_key: 'k-12345678',
    })
    expect(refusal(theirs)).toMatchObject({ code: 'grant_not_found' })
    for (const id of [randomUUID(), company.programme])
      expect(refusal(await revoke('hr', id))).toMatchObject({ code: 'grant_not_found' })
  })

  it('refuses strangers to the batch, no reason, a long one, and nobody', async () => {
    const batch = await grantTo([company.employee], 5)
    expect(refusal(await revoke('hr', batch, { member_ids: [company.employee.id, company.colleague.id] }))).toEqual({
      code: 'member_not_found',
      status: 404,
      details: { index: 1 },
    })
    for (const wrong of [{ member_ids: [] }, { reason: null }, { reason: '  ' }, { reason: '好'.repeat(201) }])
      expect(refusal(await revoke('hr', batch, wrong))).toMatchObject({ code: 'invalid_request', status: 400 })
    expect(refusal(await preview('hr', batch, [company.colleague.id]))).toMatchObject({ code: 'member_not_found' })
  })

  it('gives room under the cap again', async () => {
    const programme = await makeProgramme(db, company.tenant.id, { cap_points: 10 })
    const [member] = await people(1)
    const grant = () =>
      company.hr.client.rpc('grant_points', {
        programme_id: programme,
        grants: [{ member_id: member!.id, amount: 10 }],
        idempotency_key: randomUUID(),
      })
    const { data } = await grant().throwOnError()
    expect(refusal(await grant())).toMatchObject({ code: 'grant_cap_exceeded' })
    await revoke('hr', (data as { grant_id: string }).grant_id).throwOnError()
    expect((await grant()).error).toBeNull()
  })
})
