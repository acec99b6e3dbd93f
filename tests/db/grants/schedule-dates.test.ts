import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { makeDepartment, makeGroup, makeTenant, type TenantFixture } from '../../support/tenant-fixture.ts'
import { makeBorn, makeSchedule, occasionsOf, runSchedules } from './schedule-fixture.ts'

describe('schedules', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let programme: string

  beforeAll(async () => void (db = await openDatabase()))
  afterAll(() => db.end())
  beforeEach(async () => {
    tenant = await makeTenant(db)
    programme = await makeProgramme(db, tenant.id)
    await deposit(db, tenant.id, 10_000)
  })

  const schedule = (columns: Record<string, unknown>) => makeSchedule(db, tenant, programme, columns)
  const runOn = (day: string, time = '12:00:00+08:00') => runSchedules(db, tenant, `${day}T${time}`)
  const datesOf = async (id: string) => (await occasionsOf(db, id)).map(({ occasion }) => occasion)

  it('grant a birthday as many days ahead as they say, not earlier, and once a year', async () => {
    await makeBorn(db, tenant, '1990-05-20')
    const id = await schedule({ days_ahead: 7 })
    expect(await runOn('2031-05-12')).toBe(0)
    expect(await runOn('2031-05-13')).toBe(10)
    expect(await runOn('2031-05-13')).toBe(0)
    expect(await runOn('2031-05-20')).toBe(0)
    expect(await runOn('2032-05-13')).toBe(10)
    expect(await datesOf(id)).toEqual(['2031-05-20', '2032-05-20'])
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it.each([
    ['feb28', '2031-02-28', '2032-02-29'],
    ['mar1', '2031-03-01', '2032-02-29'],
  ])('keep 29 February by the rule %s', async (leap_day, common, leap) => {
    await makeBorn(db, tenant, '1996-02-29')
    const id = await schedule({ leap_day })
    await runOn('2031-02-27')
    await runOn('2031-02-28')
    await runOn('2031-03-01')
    await runOn('2032-02-28')
    await runOn('2032-02-29')
    await runOn('2032-03-01')
    expect(await datesOf(id)).toEqual([common, leap])
  })

  it('give a work anniversary more for each year, and nothing on the first day', async () => {
    const member = await makeBorn(db, tenant, null, { hired_on: '2030-03-15' })
    const id = await schedule({ kind: 'anniversary', amount: 100, amount_per_year: 50 })
    for (const year of [2030, 2031, 2032, 2035]) await runOn(`${year}-03-15`)
    expect(await occasionsOf(db, id)).toEqual([
      { person: member.id, occasion: '2031-03-15', points: 150, granted: true },
      { person: member.id, occasion: '2032-03-15', points: 200, granted: true },
      { person: member.id, occasion: '2035-03-15', points: 350, granted: true },
    ])
  })

  it('keep festivals on the dates that are entered', async () => {
    await makeBorn(db, tenant, null)
    const id = await schedule({ kind: 'festival', festival_dates: ['2031-09-30', '2032-09-18'], days_ahead: 3 })
    for (const day of ['2031-09-26', '2031-09-27', '2031-09-30', '2032-09-15', '2033-09-08']) await runOn(day)
    expect(await datesOf(id)).toEqual(['2031-09-30', '2032-09-18'])
  })

  it('come monthly, on the last day of a month that is too short', async () => {
    await makeBorn(db, tenant, null)
    const id = await schedule({ kind: 'monthly', day_of_month: 31, starts_on: '2031-01-01' })
    for (const day of ['2031-01-31', '2031-02-27', '2031-02-28', '2031-03-30', '2031-03-31', '2031-04-30'])
      await runOn(day)
    expect(await datesOf(id)).toEqual(['2031-01-31', '2031-02-28', '2031-03-31', '2031-04-30'])
    expect(await runOn('2032-02-29')).toBe(20) // 31 January of that year was missed and comes late
  })

  it('follow the company’s time zone', async () => {
    const kiritimati = await makeTenant(db, { time_zone: 'Pacific/Kiritimati' })
    await deposit(db, kiritimati.id, 100)
    await makeBorn(db, kiritimati, '1990-05-20')
    await makeSchedule(db, kiritimati, await makeProgramme(db, kiritimati.id), {})
    await makeBorn(db, tenant, '1990-05-20')
    await schedule({})
    expect(await runSchedules(db, kiritimati, '2031-05-19T09:59:59Z')).toBe(0)
    expect(await runSchedules(db, kiritimati, '2031-05-19T10:00:00Z')).toBe(10)
    expect(await runOn('2031-05-19', '15:59:59Z')).toBe(0)
    expect(await runOn('2031-05-19', '16:00:00Z')).toBe(10)
  })

  it('catch up when the job was late, for 31 days', async () => {
    await makeBorn(db, tenant, '1990-05-20')
    await makeBorn(db, tenant, '1990-06-01')
    const id = await schedule({})
    expect(await runOn('2031-06-21')).toBe(10)
    expect(await datesOf(id)).toEqual(['2031-06-01'])
    expect(await runOn('2032-06-20')).toBe(20)
  })

  it('do not look back before they start', async () => {
    await makeBorn(db, tenant, '1990-05-20')
    await schedule({ starts_on: '2031-05-21' })
    expect(await runOn('2031-05-25')).toBe(0)
    expect(await runOn('2032-05-20')).toBe(10)
  })

  it('reach who is hired or whose birthday is entered late, but not for days before they were here', async () => {
    const id = await schedule({})
    const early = await makeBorn(db, tenant, '1990-05-20', { hired_on: '2031-05-20' })
    await makeBorn(db, tenant, '1990-05-20', { hired_on: '2031-05-21' })
    const late = await makeBorn(db, tenant, null)
    expect(await runOn('2031-05-25')).toBe(10)
    await db.query(`update public.member_contacts set birthday = '1991-05-20' where member_id = $1`, [late.id])
    expect(await runOn('2031-05-25')).toBe(10)
    expect((await occasionsOf(db, id)).map(({ person }) => person).sort()).toEqual([early.id, late.id].sort())
  })

  it('give no second birthday a year when a birthday is corrected, across the new year either', async () => {
    const member = await makeBorn(db, tenant, '1990-12-30')
    const id = await schedule({})
    await runOn('2031-12-30')
    for (const birthday of ['1990-12-31', '1991-01-02']) {
      await db.query('update public.member_contacts set birthday = $2 where member_id = $1', [member.id, birthday])
      await runOn('2032-01-05')
    }
    expect(await datesOf(id)).toEqual(['2031-12-30'])
    await runOn('2033-01-02')
    expect(await datesOf(id)).toEqual(['2031-12-30', '2033-01-02'])
  })

  it('are for everyone who is active or invited, or for a department with all below, or for a group', async () => {
    const sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    const north = await makeDepartment(db, tenant.id, '华北', sales)
    const inNorth = await makeBorn(db, tenant, null, { department_id: north })
    const outside = await makeBorn(db, tenant, null, { status: 'active' })
    for (const status of ['suspended', 'departed']) await makeBorn(db, tenant, null, { status })
    const group = await makeGroup(db, tenant.id, '户外', [outside.id])
    await db.query(`update public.group_members set created_at = '2030-01-01' where group_id = $1`, [group])
    const monthly = { kind: 'monthly', day_of_month: 1, starts_on: '2031-07-01' }
    const everyone = await schedule(monthly)
    const department = await schedule({ ...monthly, audience_kind: 'department', audience_id: sales })
    const forGroup = await schedule({ ...monthly, audience_kind: 'group', audience_id: group })
    await runOn('2031-07-01')
    const people = async (id: string) => (await occasionsOf(db, id)).map(({ person }) => person).sort()
    expect(await people(everyone)).toEqual([inNorth.id, outside.id].sort())
    expect(await people(department)).toEqual([inNorth.id])
    expect(await people(forGroup)).toEqual([outside.id])
  })

  it('wait until somebody has served long enough', async () => {
    await makeBorn(db, tenant, null, { hired_on: '2031-06-01' })
    const id = await schedule({ kind: 'monthly', day_of_month: 1, min_service_days: 60 })
    for (const day of ['2031-06-01', '2031-07-01', '2031-08-01']) await runOn(day)
    expect(await datesOf(id)).toEqual(['2031-08-01'])
  })
})
