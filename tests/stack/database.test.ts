import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recreateDatabase, withClient } from '../../supabase/local/database.ts'
import { startTestStack } from '../support/stack.ts'

let stack: Awaited<ReturnType<typeof startTestStack>>
let db: pg.Client

beforeAll(async () => {
  stack = await startTestStack({ seed: false, functions: false, jobs: true })
  db = new pg.Client(stack.dbUrl)
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await stack.stop()
})

async function waitFor<T>(question: () => Promise<T | undefined>, seconds = 10): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline;) {
    const answer = await question()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing after ${seconds} s.`)
}

describe('roles and grants', () => {
  it('are those of hosted Supabase: the owner of the schema is no superuser, service_role skips row-level security', async () => {
    const { rows } = await db.query(
      `select rolname, rolsuper, rolbypassrls from pg_roles where rolname in ('anon', 'authenticated', 'postgres', 'service_role') order by 1`,
    )
    expect(rows).toEqual([
      { rolname: 'anon', rolsuper: false, rolbypassrls: false },
      { rolname: 'authenticated', rolsuper: false, rolbypassrls: false },
      { rolname: 'postgres', rolsuper: false, rolbypassrls: true },
      { rolname: 'service_role', rolsuper: false, rolbypassrls: true },
    ])
  })

  it('give a new table in public to the API roles, as hosted Supabase does before the first migration', async () => {
    const { password, host } = new URL(stack.adminDbUrl)
    const urlFor = (role: string, database = 'postgres') => `postgresql://${role}:${password}@${host}/${database}`
    await recreateDatabase({ urlFor }, password, 'before_migrations')
    await withClient(urlFor('postgres', 'before_migrations'), async (client) => {
      await client.query('create table public.everybodys (id int)')
      const { rows } = await client.query(
        `select has_table_privilege('anon', 'public.everybodys', 'insert') as granted`,
      )
      expect(rows).toEqual([{ granted: true }])
    })
  })

  it('leave a table that revokes its grants closed, whatever the REST server thinks of it', async () => {
    await db.query(`
      create table public.stack_test_closed (id int);
      alter table public.stack_test_closed enable row level security;
      create policy all_rows on public.stack_test_closed for all using (true);
      revoke all on public.stack_test_closed from anon, authenticated;
    `)
    const answer = await fetch(`${stack.apiUrl}/rest/v1/stack_test_closed`, {
      headers: { apikey: stack.publishableKey },
    })
    expect(answer.ok).toBe(false)
    const { rows } = await db.query(
      `select has_table_privilege('anon', 'public.stack_test_closed', 'select') as granted`,
    )
    expect(rows).toEqual([{ granted: false }])
    await db.query('drop table public.stack_test_closed')
  })

  it('serve API callers in sessions of no superuser', async () => {
    const { rows } = await db.query(
      `select distinct usename from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    expect(rows).not.toContainEqual({ usename: 'supabase_admin' })
  })
})

describe('scheduled jobs', () => {
  it('run, and one run at a time', async () => {
    await db.query(
      'create table public.stack_test_runs (started timestamptz default clock_timestamp(), ended timestamptz)',
    )
    await db.query(
      `select cron.schedule('slow', '1 seconds', $$
         with run as (insert into public.stack_test_runs default values returning 1)
         select pg_sleep(1.5) from run $$)`,
    )
    await waitFor(async () => {
      const { rows } = await db.query(
        `select 1 from cron.job_run_details where status = 'succeeded' having count(*) >= 2`,
      )
      return rows.length > 0 ? true : undefined
    })
    await db.query(`select cron.unschedule('slow')`)
    const { rows } = await db.query(
      `select 1 from cron.job_run_details a join cron.job_run_details b
         on a.runid < b.runid and a.jobid = b.jobid and a.end_time > b.start_time`,
    )
    expect(rows).toEqual([])
  })

  it('that fail are booked and run again', async () => {
    await db.query(`select cron.schedule('broken', '1 seconds', 'select 1/0')`)
    const message = await waitFor(async () => {
      const { rows } = await db.query<{ return_message: string }>(
        `select return_message from cron.job_run_details where status = 'failed' order by runid offset 1`,
      )
      return rows[0]?.return_message
    })
    expect(message).toContain('division by zero')
    await db.query(`select cron.unschedule('broken')`)
  })

  it('keep one entry per name, and say when there is none to take away', async () => {
    const first = await db.query(`select cron.schedule('nightly', '0 3 * * *', 'select 1') as id`)
    const second = await db.query(`select cron.schedule('nightly', '0 4 * * *', 'select 2') as id`)
    expect(second.rows).toEqual(first.rows)
    await db.query(`select cron.unschedule('nightly')`)
    await expect(db.query(`select cron.unschedule('nightly')`)).rejects.toThrow('could not find valid entry')
  })
})
