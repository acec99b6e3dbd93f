import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { functions, helpers } from './functions.ts'
import { buckets, relations } from './relations.ts'

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

async function names(sql: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(sql)
  return rows.map(({ name }) => name)
}

/** The roles that may execute each function of a schema. */
async function executors(schema: string): Promise<Record<string, string[]>> {
  const { rows } = await db.query<{ name: string; roles: string[] }>(
    `select p.proname as name, array_agg(distinct r.rolname::text order by r.rolname::text) filter (
       where has_function_privilege(r.oid, p.oid, 'execute')) as roles
     from pg_proc p
     join pg_namespace n on n.oid = p.pronamespace and n.nspname = $1
     cross join pg_roles r
     where r.rolname in ('anon', 'authenticated', 'service_role')
     group by p.proname`,
    [schema],
  )
  return Object.fromEntries(rows.map(({ name, roles }) => [name, roles ?? []]))
}

describe('every object of the API', () => {
  it('is classified: tables and views', async () => {
    const existing = await names(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    )
    expect(existing).toEqual(Object.keys(relations).sort())
  })

  it('is classified: functions, with exactly the roles that may execute them', async () => {
    expect(await executors('public')).toEqual(functions)
  })

  it('is classified: buckets', async () => {
    const [storage] = await names(`select to_regclass('storage.buckets')::text as name`)
    if (!storage) return
    const { rows } = await db.query<{ id: string; public: boolean }>('select id, public from storage.buckets')
    expect(Object.fromEntries(rows.map((bucket) => [bucket.id, { public: bucket.public }]))).toEqual(buckets)
  })

  it('names its company in the column that is classified', async () => {
    const existing = await names(
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    )
    const classified = Object.entries(relations).filter(([, { tenant }]) => tenant === 'tenant_id')
    expect(existing).toEqual(classified.map(([name]) => name).sort())
  })
})

describe('tables and views', () => {
  it('have row-level security, all of them, in private too', async () => {
    expect(
      await names(
        `select c.oid::regclass::text as name from pg_class c
         where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p')
           and not c.relrowsecurity`,
      ),
    ).toEqual([])
  })

  it('show a view’s rows as the caller, never as its owner', async () => {
    expect(
      await names(
        `select relname as name from pg_class
         where relnamespace = 'public'::regnamespace
           and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false))`,
      ),
    ).toEqual([])
  })

  it('give API roles no right to write, not even a column', async () => {
    expect(
      await names(
        `select format('%s may %s %s', r.rolname, p.verb, c.oid::regclass) as name
         from pg_class c
         cross join pg_roles r
         cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p (verb)
         where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
           and r.rolname in ('anon', 'authenticated')
           and (has_table_privilege(r.oid, c.oid, p.verb)
             or p.verb in ('insert', 'update', 'references') and has_any_column_privilege(r.oid, c.oid, p.verb))`,
      ),
    ).toEqual([])
  })

  it('have only policies for reading, made for signed-in callers', async () => {
    expect(
      await names(
        `select format('%s on %s', policyname, tablename) as name from pg_policies
         where schemaname in ('public', 'private') and (cmd <> 'SELECT' or roles <> '{authenticated}' or permissive <> 'PERMISSIVE')`,
      ),
    ).toEqual([])
  })

  it('have no policy where nobody may see anything, and one where somebody may', async () => {
    const withPolicy = await names(
      `select distinct tablename as name from pg_policies where schemaname = 'public' order by 1`,
    )
    const tables = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    )
    expect(withPolicy).toEqual(tables.filter((name) => Object.keys(relations[name]?.sees ?? {}).length > 0))
  })

  it('give API roles no sequence', async () => {
    expect(
      await names(
        `select c.oid::regclass::text as name from pg_class c cross join pg_roles r
         where c.relkind = 'S' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
           and r.rolname in ('anon', 'authenticated') and has_sequence_privilege(r.oid, c.oid, 'usage, select, update')`,
      ),
    ).toEqual([])
  })
})

describe('functions', () => {
  it('that run as their owner have an empty search path', async () => {
    expect(
      await names(
        `select p.oid::regprocedure::text as name from pg_proc p
         where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prosecdef
           and not coalesce(p.proconfig @> array['search_path=""'], false)`,
      ),
    ).toEqual([])
  })

  it('of the private schema are out of reach but for the helpers of policies', async () => {
    const reachable = Object.entries(await executors('private')).filter(([, roles]) => roles.length > 0)
    expect(Object.fromEntries(reachable)).toEqual(helpers)
  })
})

describe('the private schema', () => {
  it('has no table or view that an API role may read', async () => {
    expect(
      await names(
        `select format('%s: %s', r.rolname, c.oid::regclass) as name from pg_class c cross join pg_roles r
         where c.relnamespace = 'private'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
           and r.rolname in ('anon', 'authenticated', 'service_role')
           and (c.relkind <> 'S' and has_any_column_privilege(r.oid, c.oid, 'select')
             or c.relkind = 'S' and has_sequence_privilege(r.oid, c.oid, 'usage, select, update'))`,
      ),
    ).toEqual([])
  })
})
