import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actAs, platform, signedIn } from '../../support/act-as.ts'
import { atTime, onConnection, openDatabase, openPool } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { giveRole, makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'
import { makeBorn, makeSchedule, occasionsOf, runSchedules, type ScheduleRun } from './schedule-fixture.ts'

const today = '2031-05-20T12:00:00+08:00'

describe('the job of schedules', () => {
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

  const schedule = (columns: Record<string, unknown> = {}) => makeSchedule(db, tenant, programme, columns)
  const run = (company: string | null = tenant.id, now = today) =>
    atTime(db, now, () => one<ScheduleRun>(db, 'select public.run_grant_schedules($1)', [company]))

  it('makes one grant, which says where it comes from and what the recipient reads', async () => {
    const member = await makeBorn(db, tenant, '1990-05-20')
    await makeBorn(db, tenant, '1991-05-20')
    const id = await schedule({ name: '生日礼', note: '生日快乐' })
    expect(await run()).toMatchObject({
      people: 2,
      points: 20,
      more: false,
      runs: [{ schedule_id: id, people: 2, points: 20, skipped: 0, error: null }],
    })
    const { rows } = await db.query(
      `select g.source, g.schedule_id, g.recipients, g.note, t.note as read
       from public.grants g join public.ledger_transactions t on t.tenant_id = g.tenant_id and t.grant_id = g.id
       where t.account_id = $1`,
      [member.accountId],
    )
    expect(rows).toEqual([{ source: 'schedule', schedule_id: id, recipients: 2, note: '生日礼', read: '生日快乐' }])
  })

  it('records a schedule that cannot pay, tells HR once a day, goes on with the others and tries again', async () => {
    const hr = await makeMember(db, tenant, { hired_on: '2031-05-20' })
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    await makeBorn(db, tenant, '1990-05-20')
    const poor = await schedule({ amount: 50_000, name: '太贵' })
    const rich = await schedule({ name: '正好' })
    for (let round = 0; round < 3; round++) await runSchedules(db, tenant, today)
    expect(await occasionsOf(db, poor)).toEqual([])
    expect(await occasionsOf(db, rich)).toHaveLength(1)
    const { rows } = await db.query(
      'select day::text, people, points, error_code, error_details, attempts > 2 as again from public.grant_schedule_runs where schedule_id = $1',
      [poor],
    )
    expect(rows).toEqual([
      {
        day: '2031-05-20',
        people: 1,
        points: 50_000,
        error_code: 'insufficient_budget',
        error_details: { needed: 50_000, available: expect.any(Number) as number },
        again: true,
      },
    ])
    const told = await db.query(
      `select params from public.notifications where account_id = $1 and kind = 'schedule_failed'`,
      [hr.accountId],
    )
    expect(told.rows).toMatchObject([{ params: { schedule_id: poor, name: '太贵', code: 'insufficient_budget' } }])
    await deposit(db, tenant.id, 50_000)
    expect(await runSchedules(db, tenant, '2031-05-22T12:00:00+08:00')).toBe(50_000)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('waits for a closed programme to be opened again', async () => {
    await makeBorn(db, tenant, '1990-05-20')
    await schedule()
    await db.query(`update public.programmes set status = 'closed' where id = $1`, [programme])
    expect((await run()).runs).toMatchObject([{ error: 'programme_closed' }])
    await db.query(`update public.programmes set status = 'active' where id = $1`, [programme])
    expect(await run()).toMatchObject({ people: 1 })
  })

  it('leaves somebody at the programme’s cap out for ever, and grants to the others', async () => {
    programme = await makeProgramme(db, tenant.id, { cap_points: 15, cap_period: 'ever' })
    const full = await makeBorn(db, tenant, '1990-05-20')
    await makeBorn(db, tenant, '1991-05-20')
    await atTime(db, today, () =>
      db.query('select private.post_grant($1, $2, $3, array[$4::uuid], array[10])', [
        tenant.id,
        programme,
        tenant.budgetAccountId,
        full.accountId,
      ]),
    )
    const id = await schedule()
    expect((await run()).runs).toMatchObject([{ people: 1, points: 10, skipped: 1, error: null }])
    expect((await occasionsOf(db, id)).find(({ person }) => person === full.id)).toMatchObject({ granted: false })
    await db.query('update public.programmes set cap_points = null where id = $1', [programme])
    expect(await run()).toMatchObject({ people: 0, runs: [] })
  })

  it('looks again after an hour, on a new day or after a change, and no sooner', async () => {
    const id = await schedule()
    const isLookedAt = async (now: string) => {
      const before = await one(db, 'select looked_at::text from public.grant_schedules where id = $1', [id])
      await run(null, now)
      return (await one(db, 'select looked_at::text from public.grant_schedules where id = $1', [id])) !== before
    }
    // All companies' schedules are looked at, at a moment long before any other test's.
    await db.query('begin')
    await db.query('update public.grant_schedules set active = false where tenant_id <> $1', [tenant.id])
    expect(await isLookedAt('2021-05-20T22:40:00+08:00')).toBe(true)
    expect(await isLookedAt('2021-05-20T23:20:00+08:00')).toBe(false)
    expect(await isLookedAt('2021-05-20T23:45:00+08:00')).toBe(true)
    expect(await isLookedAt('2021-05-21T00:05:00+08:00')).toBe(true)
    await db.query(`update public.grant_schedules set note = '祝' where id = $1`, [id])
    expect(await isLookedAt('2021-05-21T00:06:00+08:00')).toBe(true)
    await db.query('rollback')
  })

  it('does nothing for schedules that are off and companies that are suspended', async () => {
    await makeBorn(db, tenant, '1990-05-20')
    const id = await schedule({ active: false })
    expect(await run()).toMatchObject({ people: 0, runs: [] })
    await db.query('update public.grant_schedules set active = true where id = $1', [id])
    await db.query(`update public.tenants set status = 'suspended' where id = $1`, [tenant.id])
    expect(await run()).toMatchObject({ people: 0, runs: [] })
  })

  it('on eight machines at once grants everybody once', async () => {
    await db.query(
      `with added as (
         insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, hired_on)
         select $1, 'N' || n, '新人', $2, $3, '2015-06-01' from generate_series(1, 300) n returning id)
       insert into public.member_contacts (tenant_id, member_id, birthday) select $1, id, '1990-05-20' from added`,
      [tenant.id, tenant.departmentId, tenant.legalEntityId],
    )
    const ids = [
      await schedule(),
      await schedule(),
      await schedule({ kind: 'monthly', day_of_month: 20, starts_on: '2031-05-01' }),
    ]
    const pool = openPool(8)
    await Promise.all(
      Array.from({ length: 8 }, () =>
        onConnection(pool, async (client) => {
          for (let round = 0; round < 6; round++)
            await atTime(client, today, () => client.query('select public.run_grant_schedules($1, 120)', [tenant.id]))
        }),
      ),
    )
    await pool.end()
    await runSchedules(db, tenant, today)
    for (const id of ids) expect(await occasionsOf(db, id)).toHaveLength(300)
    const granted = await one<number>(db, 'select sum(recipients)::int from public.grants where tenant_id = $1', [
      tenant.id,
    ])
    expect(granted).toBe(900)
    expect(await one(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])).toBe(
      1000,
    )
  })

  it('is the platform’s to call, and is scheduled where the project has a scheduler', async () => {
    await actAs(db, platform, () => db.query('select public.run_grant_schedules($1)', [tenant.id]))
    const member = await makeMember(db, tenant)
    await expect(
      actAs(db, signedIn(member.userId), () => db.query('select public.run_grant_schedules()')),
    ).rejects.toMatchObject({ code: '42501' })
    const { rows } = await db.query(`select schedule, command from cron.job where jobname = 'run-grant-schedules'`)
    expect(rows).toEqual([{ schedule: '*/5 * * * *', command: 'select public.run_grant_schedules()' }])
  })
})
