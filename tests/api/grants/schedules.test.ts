import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { apiClient } from '../../support/sign-in.ts'
import { one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

interface Saved {
  id: string
  name: string
  days_ahead: number
}

interface Preview {
  days: { grant_on: string; occasion: string; people: number; points: number }[]
  people: number
  points: number
  budget_available: number
}

describe('schedules in the hands of HR', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  let today: Date

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    today = new Date(`${await one(db, `select (now() at time zone 'Asia/Shanghai')::date::text`)}T00:00:00Z`)
    await db.query(`update public.members set hired_on = '2020-01-01' where tenant_id = $1`, [company.tenant.id])
  })
  afterAll(() => db.end())

  const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const save = (who: 'hr' | 'salesAdmin' | 'employee', fields: Record<string, unknown>) =>
    company[who].client.rpc('save_grant_schedule', {
      schedule: {
        name: `定时 ${randomUUID()}`,
        programme_id: company.programme,
        kind: 'monthly',
        day_of_month: 1,
        amount: 10,
        ...fields,
      },
    })
  const saved = async (fields: Record<string, unknown>) => (await save('hr', fields).throwOnError()).data as Saved
  const preview = (schedule_id: string, days?: number) =>
    company.hr.client.rpc('preview_schedule', { schedule_id, ...(days ? { days } : {}) })

  it('are added with what they do not say filled in, and start on the day they are entered', async () => {
    const { data } = await save('hr', { name: '  每月 ', note: '' })
    expect(data).toMatchObject({
      name: '每月',
      days_ahead: 0,
      leap_day: 'feb28',
      audience_kind: 'everyone',
      active: true,
      starts_on: inDays(0),
      note: null,
    })
    expect(data).not.toHaveProperty('tenant_id')
  })

  it('are changed in the given fields only', async () => {
    const { id, name } = await saved({ days_ahead: 5 })
    const { data } = await company.hr.client.rpc('save_grant_schedule', { schedule: { id, amount: 77, active: false } })
    expect(data).toMatchObject({ id, name, amount: 77, active: false, days_ahead: 5 })
    const cleared = await company.hr.client.rpc('save_grant_schedule', { schedule: { id, note: null } })
    expect(cleared.error).toBeNull()
  })

  it('show beforehand what comes on which day, and the job grants exactly that', async () => {
    const { id } = await saved({
      kind: 'festival',
      day_of_month: null,
      festival_dates: [inDays(2), inDays(20)],
      days_ahead: 5,
      amount: 3,
    })
    const { data } = (await preview(id)) as { data: Preview }
    expect(data).toMatchObject({
      days: [
        { grant_on: inDays(0), occasion: inDays(2), people: 5, points: 15 },
        { grant_on: inDays(15), occasion: inDays(20), people: 5, points: 15 },
      ],
      people: 10,
      points: 30,
    })
    expect(((await preview(id, 14)) as { data: Preview }).data.people).toBe(5)
    const run = await apiClient('secret').rpc('run_grant_schedules', { company: company.tenant.id })
    expect(run.data).toMatchObject({ people: 5, points: 15, runs: [{ schedule_id: id, error: null }] })
    expect(((await preview(id, 14)) as { data: Preview }).data).toMatchObject({ days: [], people: 0 })
    const { data: statement } = await company.employee.client.from('point_lots').select('granted')
    expect(statement).toContainEqual({ granted: 3 })
    const { data: runs } = await company.hr.client.from('grant_schedule_runs').select('people, points, error_code')
    expect(runs).toContainEqual({ people: 5, points: 15, error_code: null })
  })

  it.each([
    ['a kind that there is not', { kind: 'weekly' }, 'kind_is_known'],
    ['no amount', { amount: 0 }, 'amount_is_positive'],
    ['an amount per year for a month', { amount_per_year: 5 }, 'amount_per_year_is_for_anniversaries'],
    ['a festival without dates', { kind: 'festival', day_of_month: null }, 'festivals_have_dates'],
    ['a month without a day', { day_of_month: null }, 'months_have_a_day'],
    ['the 32nd', { day_of_month: 32 }, 'months_have_a_day'],
    ['61 days ahead', { days_ahead: 61 }, 'days_ahead_are_few'],
    ['a group that is not named', { audience_kind: 'group' }, 'audience_is_named'],
    ['a date that is none', { starts_on: '2031-02-30' }, 'value'],
    ['a field that there is not', { looked_at: null }, 'unknown_field'],
    ['no kind', { kind: null }, 'missing'],
    ['no name', { name: ' ' }, 'missing'],
  ])('refuse %s', async (_what, fields, problem) => {
    expect(refusal(await save('hr', fields))).toMatchObject({
      code: 'invalid_request',
      status: 400,
      details: { problem },
    })
  })

  it.each([-1, 1.5, 1e13, '10'])('refuse the amount %s', async (amount) => {
    expect(refusal(await save('hr', { amount }))).toMatchObject({ code: 'invalid_amount', status: 400 })
  })

  it('have distinct names', async () => {
    const { name } = await saved({})
    expect(refusal(await save('hr', { name }))).toMatchObject({ code: 'name_taken', status: 409 })
  })

  it('never name what belongs to another company, nor an account that is no budget', async () => {
    for (const [fields, code] of [
      [{ programme_id: other.programme }, 'programme_not_found'],
      [{ budget_account_id: other.tenant.budgetAccountId }, 'account_not_found'],
      [{ budget_account_id: company.employee.accountId }, 'account_not_found'],
      [{ audience_kind: 'department', audience_id: other.sales }, 'department_not_found'],
      [{ audience_kind: 'group', audience_id: other.group }, 'group_not_found'],
    ] as const)
      expect(refusal(await save('hr', fields))).toMatchObject({ code, status: 404 })
    const { id } = await saved({})
    for (const call of [
      other.hr.client.rpc('save_grant_schedule', { schedule: { id, amount: 999 } }),
      other.hr.client.rpc('preview_schedule', { schedule_id: id }),
    ])
      expect(refusal(await call)).toMatchObject({ code: 'schedule_not_found', status: 404 })
    const { data } = await other.hr.client.from('grant_schedules').select('id').eq('tenant_id', company.tenant.id)
    expect(data).toEqual([])
  })

  it('are nobody else’s to save, to preview, to see or to run', async () => {
    const { id } = await saved({})
    for (const who of ['salesAdmin', 'employee'] as const) {
      expect(refusal(await save(who, {}))).toMatchObject({ code: 'not_permitted', status: 403 })
      expect(refusal(await company[who].client.rpc('preview_schedule', { schedule_id: id }))).toMatchObject({
        code: 'not_permitted',
      })
      expect((await company[who].client.from('grant_schedules').select('id')).data).toEqual([])
      expect((await company[who].client.from('grant_occasions').select('occasion')).data).toEqual([])
    }
    const run = await company.hr.client.rpc('run_grant_schedules', { company: company.tenant.id })
    expect(run.error).toMatchObject({ code: '42501' })
  })
})
