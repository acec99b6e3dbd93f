import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onConnection, openPool } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

interface Progress {
  state: string
  waiting: number
  granted: number
  total_points: number
}

describe('an import', () => {
  let pool: pg.Pool
  let tenant: TenantFixture

  beforeAll(async () => {
    pool = openPool(8)
    tenant = await makeTenant(pool)
    await makeProgramme(pool, tenant.id, { name: '中秋' })
    await deposit(pool, tenant.id, 1_000_000)
    await pool.query(
      `insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, status)
       select $1, 'N' || n, '新人', $2, $3, 'invited' from generate_series(1, 2000) n`,
      [tenant.id, tenant.departmentId, tenant.legalEntityId],
    )
  })
  afterAll(() => pool.end())

  const fill = async (people: number) => {
    const name = `名单 ${randomUUID()}`
    await pool.query(
      `insert into public.grant_import_rows (company, import_name, programme, employee_no, amount)
       select $1, $2, '中秋', 'N' || n, '7' from generate_series(1, $3::int) n`,
      [tenant.code, name, people],
    )
    return one(pool, 'select id from public.grant_imports where tenant_id = $1 and name = $2', [tenant.id, name])
  }
  const run = (id: string, rows: number) =>
    onConnection(pool, (db) => one<Progress>(db, 'select public.run_grant_import($1, $2)', [id, rows]))

  it('run on eight machines at once grants each row once', async () => {
    const id = await fill(400)
    const budget = () =>
      one<number>(pool, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])
    const before = await budget()
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while ((await run(id, 30)).waiting > 0);
      }),
    )
    expect(await run(id, 30)).toMatchObject({ state: 'done', granted: 400, total_points: 2800 })
    expect(await budget()).toBe(before - 2800)
    const twice = await pool.query(
      `select recipient_id from public.grant_lines l join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
       where g.import_id = $1 group by recipient_id having count(*) > 1`,
      [id],
    )
    expect(twice.rows).toEqual([])
    expect(await brokenInvariants(pool, tenant.id)).toEqual([])
  })

  it('run by its caller and by the job at the same time grants each row once', async () => {
    const id = await fill(200)
    await run(id, 1)
    await Promise.all([
      ...Array.from({ length: 4 }, () => run(id, 40)),
      ...Array.from({ length: 4 }, () => pool.query('select public.continue_grant_imports(40)')),
    ])
    while ((await run(id, 40)).state === 'running');
    const sum = await one<number>(
      pool,
      'select sum(recipients)::int from public.grants where tenant_id = $1 and import_id = $2',
      [tenant.id, id],
    )
    expect(sum).toBe(200)
  })

  // A second on a quiet machine; many when the list is worked out anew for each row.
  it('takes about a second for 2,000 rows', async () => {
    const id = await fill(2000)
    const startedAt = performance.now()
    expect(await run(id, 2000)).toMatchObject({ state: 'done', granted: 2000 })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
