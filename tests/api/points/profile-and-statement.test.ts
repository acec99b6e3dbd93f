import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { apiClient, signInAsNewMember, signInAsNewUser } from '../../support/sign-in.ts'
import { makeTenant, one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from './company.ts'

interface Entry {
  seq: number
  transaction_id: string
  kind: string
  amount: number
  balance_after: number
  programme_name: string | null
}

describe('a member’s own points', () => {
  let db: pg.Client
  let company: Company
  let festival: string
  let soon: string
  let order: string

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    festival = await makeProgramme(db, company.tenant.id, {
      name: '中秋',
      translations: { en: { name: 'Mid-Autumn' } },
    })
    soon = await makeProgramme(db, company.tenant.id, { name: '高温', validity_days: 10 })
    await grantTo(db, company.tenant, festival, company.employee, 100)
    await grantTo(db, company.tenant, soon, company.employee, 30)
    await grantTo(db, company.tenant, soon, company.employee, 500, '2020-01-01T00:00:00Z')
    order = await spend(db, company.tenant.id, company.employee.accountId, [{ lineNo: 1, amount: 50 }])
    await refund(db, company.tenant.id, order, [{ line_no: 1, amount: 5 }])
  })
  afterAll(() => db.end())

  it('appear in the profile: what can be spent, by programme, and what expires within 30 days', async () => {
    const { data } = await company.employee.client.rpc('my_profile')
    expect(data).toEqual({
      kind: 'member',
      tenant: {
        id: company.tenant.id,
        code: company.tenant.code,
        name: '测试公司',
        translations: {},
        logo_path: null,
        theme: {},
        points_name: '积分',
        points_unit: '分',
        rate_points: 1,
        rate_minor: 1,
        currency: 'CNY',
        time_zone: 'Asia/Shanghai',
      },
      member: {
        id: company.employee.id,
        employee_no: company.employee.employeeNo,
        name: '王小明',
        department: { id: company.north, name: '华北', translations: {} },
        roles: [],
      },
      card: null,
      points: {
        balance: 85,
        by_programme: [
          { programme_id: festival, name: '中秋', translations: { en: { name: 'Mid-Autumn' } }, balance: 85 },
        ],
        expiring: [],
        debt: 0,
      },
      unread_notifications: 0,
    })
  })

  it('name those that expire soon', async () => {
    const member = await signInAsNewMember(db, company.tenant)
    await grantTo(db, company.tenant, soon, member, 20)
    await grantTo(db, company.tenant, soon, member, 10)
    const { data } = (await member.client.rpc('my_profile')) as { data: { points: { expiring: object[] } } }
    expect(data.points.expiring).toMatchObject([{ amount: 30, programme_id: soon, name: '高温' }])
  })

  it('have a statement with balances, paged by number, whose rows lead to lots', async () => {
    const read = (before: number) =>
      company.employee.client
        .from('statement_entries')
        .select('seq, transaction_id, kind, amount, balance_after, programme_name')
        .lt('seq', before)
        .order('seq', { ascending: false })
        .limit(2)
        .overrideTypes<Entry[], { merge: false }>()
    const first = await read(Number.MAX_SAFE_INTEGER)
    const second = await read(first.data!.at(-1)!.seq)
    const rows = [...first.data!, ...second.data!]
    expect(rows.map(({ kind, amount, balance_after }) => [kind, amount, balance_after])).toEqual([
      ['refund', 5, 85 + 500],
      ['spend', -50, 80 + 500],
      ['grant', 500, 130 + 500],
      ['grant', 30, 130],
    ])
    const { data: lots } = await company.employee.client
      .from('statement_lots')
      .select('amount, programme_name')
      .eq('transaction_id', rows[1]!.transaction_id)
      .order('amount')
    expect(lots).toEqual([
      { amount: -30, programme_name: '高温' },
      { amount: -20, programme_name: '中秋' },
    ])
  })

  it('tell which lots paid for an order and what came back', async () => {
    const { data } = await company.employee.client
      .from('order_lots')
      .select('programme_name, spent, refunded')
      .eq('order_id', order)
      .order('spent')
    expect(data).toEqual([
      { programme_name: '中秋', spent: 20, refunded: 5 },
      { programme_name: '高温', spent: 30, refunded: 0 },
    ])
  })

  it('embed the programme in each lot', async () => {
    const { data } = await company.employee.client
      .from('point_lots')
      .select('granted, remaining, programmes(name, occasion)')
      .eq('programme_id', festival)
    expect(data).toEqual([{ granted: 100, remaining: 85, programmes: { name: '中秋', occasion: 'festival' } }])
  })

  it.each(['statement_entries', 'statement_lots', 'order_lots', 'point_lots'])(
    'are hidden in %s from colleagues, from HR and from other companies',
    async (relation) => {
      const stranger = await signInAsNewMember(db, await makeTenant(db))
      for (const { client } of [company.colleague, company.hr, company.salesAdmin, stranger]) {
        const { data, error } = await client.from(relation).select()
        expect(error).toBeNull()
        expect(data).toEqual([])
      }
      expect((await apiClient().from(relation).select()).error).not.toBeNull()
    },
  )

  it('belong to nobody else in the ledger’s own tables: HR reads budgets, never a wallet', async () => {
    const { data: transfers } = await company.hr.client.from('ledger_transfers').select('lot_id')
    expect((transfers as { lot_id: string | null }[]).every(({ lot_id }) => lot_id === null)).toBe(true)
    const { data: accounts } = await company.hr.client.from('ledger_accounts').select('id').eq('kind', 'wallet')
    expect(accounts).toEqual([{ id: company.hr.accountId }])
  })

  it.each([
    ['suspended', 'member_suspended'],
    ['departed', 'member_departed'],
    ['invited', 'not_permitted'],
  ])('are closed to a member who is %s', async (status, code) => {
    const member = await signInAsNewMember(db, company.tenant, { status })
    expect(refusal(await member.client.rpc('my_profile'))).toMatchObject({ code, status: 403 })
  })

  it('are closed when the company is suspended, to visitors, and to accounts that are nobody’s', async () => {
    const closed = await makeTenant(db)
    const member = await signInAsNewMember(db, closed)
    await deposit(db, closed.id, 1)
    await db.query(`update public.tenants set status = 'suspended' where id = $1`, [closed.id])
    expect(refusal(await member.client.rpc('my_profile'))).toMatchObject({ code: 'tenant_suspended', status: 403 })
    expect(refusal(await apiClient().rpc('my_profile'))).toMatchObject({ code: 'not_signed_in', status: 401 })
    const nobody = await signInAsNewUser()
    expect(refusal(await nobody.client.rpc('my_profile'))).toMatchObject({ code: 'not_permitted', status: 403 })
    expect(await one<number>(db, 'select count(*) from public.members where user_id = $1', [nobody.userId])).toBe(0)
  })
})
