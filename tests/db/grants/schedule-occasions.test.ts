import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, makeProgramme } from '../../support/points-fixture.ts'
import { makeTenant } from '../../support/tenant-fixture.ts'
import { makeBorn, makeSchedule, runSchedules } from './schedule-fixture.ts'

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

const day = 86_400_000
const first = Date.UTC(2030, 0, 1)
const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The birthday kept in a year, by the calendar of JavaScript. */
function keptIn(year: number, birthday: string, leapDay: string): string {
  const [month, date] = [birthday.slice(5, 7), birthday.slice(8)]
  const exact = new Date(Date.UTC(year, Number(month) - 1, Number(date)))
  if (exact.getUTCMonth() === Number(month) - 1) return dateOf(exact.getTime())
  return leapDay === 'feb28' ? `${year}-02-28` : `${year}-03-01`
}

const birthdays = fc.integer({ min: 0, max: 365 * 4 }).map((offset) => dateOf(Date.UTC(1996, 0, 1) + offset * day))

it('grants each occasion exactly once and never too early, whenever and however often the job runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(birthdays, fc.constant('1996-02-29')), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom('feb28', 'mar1'),
      // Gaps between runs in hours, at most what the job can catch up.
      fc.array(fc.integer({ min: 0, max: 31 * 24 - 1 }), { minLength: 5, maxLength: 25 }),
      async (born, daysAhead, leapDay, gaps) => {
        const tenant = await makeTenant(db, { time_zone: 'UTC' })
        await deposit(db, tenant.id, 10_000)
        const programme = await makeProgramme(db, tenant.id)
        const schedule = await makeSchedule(db, tenant, programme, { days_ahead: daysAhead, leap_day: leapDay })
        const people = new Map<string, string>()
        for (const birthday of born) people.set((await makeBorn(db, tenant, birthday)).id, birthday)
        let now = first
        for (const gap of gaps) {
          now += gap * 3_600_000
          await runSchedules(db, tenant, new Date(now).toISOString())
        }

        const { rows } = await db.query<{ person: string; occasion: string; granted_on: string }>(
          `select member_id as person, occasion::text, (created_at at time zone 'UTC')::date::text as granted_on
           from public.grant_occasions where schedule_id = $1`,
          [schedule],
        )
        const ahead = (date: string) => dateOf(Date.parse(date) - daysAhead * day)
        for (const { occasion, granted_on } of rows) expect(granted_on >= ahead(occasion)).toBe(true)

        const start = first + gaps[0]! * 3_600_000
        const expected = [...people].flatMap(([person, birthday]) =>
          [2029, 2030, 2031, 2032, 2033]
            .map((year) => keptIn(year, birthday, leapDay))
            .filter((date) => ahead(date) >= dateOf(start - 31 * day) && ahead(date) <= dateOf(now))
            .map((date) => `${person} ${date}`),
        )
        expect(rows.map(({ person, occasion }) => `${person} ${occasion}`).sort()).toEqual(expected.sort())
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)
