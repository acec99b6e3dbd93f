import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { makeMember, makeTenant, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

const columns = ['company', 'import_name', 'programme', 'employee_no', 'amount', 'note'] as const
type CsvRow = Partial<Record<(typeof columns)[number], string>>

describe('a CSV file imported in Studio', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    member = await makeMember(db, tenant, { employee_no: 'A001' })
    await makeMember(db, tenant, { employee_no: 'A002', status: 'invited' })
    await makeProgramme(db, tenant.id, { name: '中秋' })
    await makeProgramme(db, tenant.id, { name: '春节' })
    await deposit(db, tenant.id, 10_000)
  })
  afterAll(() => db.end())

  /** All rows in one statement, as Studio sends them. */
  const fill = async (rows: CsvRow[]) => {
    const { rows: added } = await db.query<{ id: number }>(
      `insert into public.grant_import_rows (${columns.join(', ')})
       select ${columns.join(', ')} from jsonb_to_recordset($1) r (${columns.map((name) => `${name} text`).join(', ')})
       returning id`,
      [JSON.stringify(rows)],
    )
    return added.map(({ id }) => id)
  }
  const states = async (ids: number[]) => {
    const { rows } = await db.query<{ status: string; error_code: string | null }>(
      'select status, error_code from public.grant_import_rows where id = any ($1) order by id',
      [ids],
    )
    return rows.map(({ status, error_code }) => error_code ?? status)
  }
  const balanceOf = (who: MemberFixture) =>
    one<number>(db, 'select balance from public.ledger_accounts where id = $1', [who.accountId])
  const importNamed = (name: string) =>
    one(db, 'select id from public.grant_imports where tenant_id = $1 and name = $2', [tenant.id, name])
  const runJobUntilDone = async (id: string) => {
    for (let round = 0; round < 50; round++) {
      await db.query('select public.continue_grant_imports()')
      const state = await one(db, 'select state from public.grant_imports where id = $1', [id])
      if (state !== 'running') return state
    }
    throw new Error('Still running')
  }
  const base = (name: string): CsvRow => ({ company: tenant.code, import_name: name, programme: '中秋', amount: '10' })

  it('makes the import of its name, in the order of the file, and says at once which rows cannot be granted', async () => {
    const name = `名单 ${randomUUID()}`
    const ids = await fill([
      { ...base(name), company: ` ${tenant.code.toUpperCase()} `, employee_no: 'a001' },
      { ...base(name), employee_no: 'A002', amount: ' 20 ' },
      { ...base(name), employee_no: 'A001' },
      { ...base(name), employee_no: 'A999' },
      { ...base(name), employee_no: 'A002', amount: '1,000' },
      { ...base(name), employee_no: 'A002', programme: '没有' },
      { ...base(name), employee_no: 'A002', programme: '春节' },
      { ...base(name), employee_no: 'A002', company: 'nobody' },
      { ...base(' '), employee_no: 'A002' },
      { ...base(`别的 ${name}`), employee_no: 'A002', programme: '没有' },
      {},
    ])
    expect(await states(ids)).toEqual([
      'waiting',
      'waiting',
      'duplicate_row',
      'member_not_found',
      'invalid_amount',
      'programme_not_found',
      'invalid_request',
      'company_not_found',
      'invalid_request',
      'programme_not_found',
      'company_not_found',
    ])
    const { rows } = await db.query(
      'select row_no, employee_no from public.grant_import_rows where import_id = $1 order by id limit 2',
      [await importNamed(name)],
    )
    expect(rows).toEqual([
      { row_no: 1, employee_no: 'a001' },
      { row_no: 2, employee_no: 'A002' },
    ])
  })

  it('waits until somebody sets the import to running; then the job grants it, once', async () => {
    const name = `名单 ${randomUUID()}`
    const ids = await fill([
      { ...base(name), employee_no: 'A001', note: '节日快乐' },
      { ...base(name), employee_no: 'A002' },
    ])
    const id = await importNamed(name)
    const before = await balanceOf(member)
    await db.query('select public.continue_grant_imports()')
    expect(await states(ids)).toEqual(['waiting', 'waiting'])
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('done')
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('done')
    expect(await states(ids)).toEqual(['granted', 'granted'])
    expect(await balanceOf(member)).toBe(before + 10)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('takes corrections in place: the row waits again and a later run grants it', async () => {
    const name = `名单 ${randomUUID()}`
    const [wrong = 0, nowhere = 0] = await fill([
      { ...base(name), employee_no: 'A001', amount: '1.5' },
      { ...base(name), employee_no: 'A002', company: 'nobody' },
    ])
    const id = await importNamed(name)
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('done')
    await db.query(`update public.grant_import_rows set amount = '2' where id = $1`, [wrong])
    await db.query('update public.grant_import_rows set company = $2 where id = $1', [nowhere, tenant.code])
    expect(await states([wrong, nowhere])).toEqual(['waiting', 'waiting'])
    expect(await one(db, 'select state from public.grant_imports where id = $1', [id])).toBe('open')
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('done')
    expect(await states([wrong, nowhere])).toEqual(['granted', 'granted'])
  })

  it('keeps what was granted as it is', async () => {
    const name = `名单 ${randomUUID()}`
    const [row] = await fill([{ ...base(name), employee_no: 'A001' }])
    const id = await importNamed(name)
    await db.query('select public.run_grant_import($1)', [id])
    for (const change of [
      `update public.grant_import_rows set amount = '999' where id = $1`,
      `update public.grant_import_rows set status = 'waiting', member_id = null, points = null, grant_id = null where id = $1`,
      'delete from public.grant_import_rows where id = $1',
    ])
      await expect(db.query(change, [row])).rejects.toMatchObject({ code: '23001' })
  })

  it('is stopped with the reason when the budget is short, and goes on when started anew', async () => {
    const name = `名单 ${randomUUID()}`
    const ids = await fill([{ ...base(name), employee_no: 'A001', amount: '100000' }])
    const id = await importNamed(name)
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('open')
    const { rows } = await db.query('select error_code, error_details from public.grant_imports where id = $1', [id])
    expect(rows).toMatchObject([{ error_code: 'insufficient_budget', error_details: { needed: 100_000 } }])
    expect(await states(ids)).toEqual(['waiting'])
    await deposit(db, tenant.id, 100_000)
    await db.query(`update public.grant_imports set state = 'running' where id = $1`, [id])
    expect(await runJobUntilDone(id)).toBe('done')
    expect(await states(ids)).toEqual(['granted'])
  })

  it('refuses the row of somebody at the programme’s cap, and grants the others', async () => {
    await makeProgramme(db, tenant.id, { name: '限额', cap_points: 15, cap_period: 'ever' })
    const name = `名单 ${randomUUID()}`
    const ids = await fill([
      { ...base(name), programme: '限额', employee_no: 'A001', amount: '16' },
      { ...base(name), programme: '限额', employee_no: 'A002', amount: '15' },
    ])
    await db.query('select public.run_grant_import($1)', [await importNamed(name)])
    expect(await states(ids)).toEqual(['grant_cap_exceeded', 'granted'])
    const details = await one(db, 'select error_details from public.grant_import_rows where id = $1', [ids[0]])
    expect(details).toEqual({ cap: 15, already: 0 })
  })

  it('adds to an import that exists, but never reaches another company by its name', async () => {
    const name = `名单 ${randomUUID()}`
    const stranger = await makeTenant(db)
    await makeProgramme(db, stranger.id, { name: '中秋' })
    await makeMember(db, stranger, { employee_no: 'A001' })
    await fill([{ ...base(name), employee_no: 'A001' }])
    await fill([
      { ...base(name), employee_no: 'A002', programme: '' },
      { ...base(name), company: stranger.code, employee_no: 'A002' },
      { ...base(name), company: stranger.code, employee_no: 'A001' },
    ])
    const { rows } = await db.query(
      `select i.tenant_id, array_agg(r.row_no::int order by r.row_no) as numbers, array_agg(r.status order by r.row_no) as states
       from public.grant_imports i join public.grant_import_rows r on r.import_id = i.id
       where i.name = $1 group by i.tenant_id order by i.tenant_id = $2 desc`,
      [name, tenant.id],
    )
    expect(rows).toEqual([
      { tenant_id: tenant.id, numbers: [1, 2], states: ['waiting', 'waiting'] },
      { tenant_id: stranger.id, numbers: [1, 2], states: ['refused', 'waiting'] },
    ])
  })

  it('may be sent by the platform through the API as well', async () => {
    const name = `名单 ${randomUUID()}`
    const client = apiClient('secret')
    await client
      .from('grant_import_rows')
      .insert([
        { ...base(name), employee_no: 'A001' },
        { ...base(name), employee_no: 'A002', amount: '0' },
      ])
      .throwOnError()
    const { data } = await client.rpc('run_grant_import', { import_id: await importNamed(name) })
    expect(data).toMatchObject({ state: 'done', granted: 1, refused: 1 })
    const forged = await client
      .from('grant_import_rows')
      .insert({ ...base(name), employee_no: 'A002', status: 'granted' })
    expect(forged.error).toMatchObject({ code: '42501' })
  })

  it('has a job that continues it where the project has a scheduler', async () => {
    const { rows } = await db.query(`select schedule, command from cron.job where jobname = 'continue-grant-imports'`)
    expect(rows).toEqual([{ schedule: '30 seconds', command: 'select public.continue_grant_imports()' }])
  })
})
