import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { atTime } from '../../support/database.ts'
import { insertRow } from '../../support/shop-fixture.ts'
import { makeMember, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

type Db = pg.ClientBase

/** What run_grant_schedules() answers. */
export interface ScheduleRun {
  people: number
  points: number
  more: boolean
  runs: { schedule_id: string; people: number; points: number; skipped: number; error: string | null }[]
}

/** Makes a schedule of 10 points that began long ago; `columns` overrides. */
export const makeSchedule = (
  db: Db,
  tenant: TenantFixture,
  programmeId: string,
  columns: Record<string, unknown>,
): Promise<string> =>
  insertRow(db, 'grant_schedules', {
    tenant_id: tenant.id,
    programme_id: programmeId,
    name: `定时 ${randomUUID().slice(0, 8)}`,
    kind: 'birthday',
    amount: 10,
    starts_on: '2020-01-01',
    ...columns,
  })

/** Makes somebody hired in 2015 with a birthday (yyyy-mm-dd). */
export async function makeBorn(
  db: Db,
  tenant: TenantFixture,
  birthday: string | null,
  columns: Record<string, unknown> = {},
): Promise<MemberFixture> {
  const member = await makeMember(db, tenant, { hired_on: '2015-06-01', status: 'invited', user_id: null, ...columns })
  await insertRow(db, 'member_contacts', { tenant_id: tenant.id, member_id: member.id, birthday }, 'member_id')
  return member
}

/** Runs the company's schedules at a moment until there is no more to do; gives the points granted in all. */
export async function runSchedules(db: Db, tenant: TenantFixture, now: string): Promise<number> {
  let points = 0
  for (let more = true; more;) {
    const run = await atTime(db, now, () => one<ScheduleRun>(db, 'select public.run_grant_schedules($1)', [tenant.id]))
    points += run.points
    more = run.more
  }
  return points
}

/** The occasions that a schedule has settled: `person` is the member's id. */
export async function occasionsOf(
  db: Db,
  scheduleId: string,
): Promise<{ person: string; occasion: string; points: number; granted: boolean }[]> {
  const { rows } = await db.query<{ person: string; occasion: string; points: number; granted: boolean }>(
    `select member_id as person, occasion::text, points, grant_id is not null as granted
     from public.grant_occasions where schedule_id = $1 order by occasion, member_id`,
    [scheduleId],
  )
  return rows
}
