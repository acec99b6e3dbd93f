import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { namedProject, startTemporaryStack } from '../../support/start-test-stack.ts'
import { lifeOfCompany } from './fresh-company.ts'
import { busiestNodes, reportPlans } from './plan-work.ts'

const people = 300
/** Rows per person in any one place of a plan. A sound plan has some forty; one that compares each with each has hundreds at this size. */
const bound = 80

/** A stack of its own, because nothing may gather statistics; the plans are reported by a module that a hosted project need not have. */
describe.skipIf(namedProject())('on tables without statistics, as right after an import', () => {
  let stack: Awaited<ReturnType<typeof startTemporaryStack>>
  let db: pg.Client
  const steps = lifeOfCompany(() => db, 'fresh', people)

  beforeAll(async () => {
    stack = await startTemporaryStack({ seed: false, functions: false })
    db = new pg.Client({ connectionString: stack.adminDbUrl })
    await db.connect()
    await db.query('alter system set autovacuum = off')
    await db.query('select pg_reload_conf()')
    await reportPlans(db)
  }, 180_000)

  afterAll(async () => {
    await db?.end()
    await stack?.stop()
  })

  it.each(steps)(
    '$name does work in proportion to the people',
    async ({ run, isMeasured }) => {
      if (isMeasured === false) return run()
      const [busiest] = await busiestNodes(db, run)
      expect(busiest, JSON.stringify(busiest)).toSatisfy(({ rows }: { rows: number }) => rows <= bound * people)
    },
    120_000,
  )
})
