import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stackFacts } from '../../support/stack.ts'
import { one } from '../../support/tenant-fixture.ts'

describe('whatever is made next', () => {
  let db: pg.Client
  beforeAll(async () => {
    db = new pg.Client({ connectionString: stackFacts().dbUrl })
    await db.connect()
    await db.query('begin')
    await db.query('create table public.made_next (id bigint generated always as identity)')
    await db.query('create function public.made_next_function() returns int language sql as $$ select 1 $$')
    await db.query('create function private.made_next_function() returns int language sql as $$ select 1 $$')
  })
  afterAll(async () => {
    await db.query('rollback')
    await db.end()
  })

  it.each(['anon', 'authenticated', 'service_role'])('is closed to %s until it is granted', async (role) => {
    for (const verb of ['select', 'insert', 'update', 'delete', 'truncate'])
      expect(await one<boolean>(db, `select has_table_privilege($1, 'public.made_next', $2)`, [role, verb])).toBe(false)
    expect(
      await one<boolean>(db, `select has_sequence_privilege($1, 'public.made_next_id_seq', 'usage')`, [role]),
    ).toBe(false)
    for (const schema of ['public', 'private'])
      expect(
        await one<boolean>(db, `select has_function_privilege($1, $2, 'execute')`, [
          role,
          `${schema}.made_next_function()`,
        ]),
      ).toBe(false)
  })
})
