import type pg from 'pg'
import { relations, type Kind } from './relations.ts'
import type { Person } from './two-companies.ts'

type Db = pg.ClientBase

/** The columns that tell the rows of each relation apart. */
export async function keysOf(db: Db): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ name: string; key: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as key
     from pg_index i
     join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indisprimary
     group by c.relname`,
  )
  const keys = new Map(rows.map(({ name, key }) => [name, key]))
  for (const [name, { key }] of Object.entries(relations)) if (key) keys.set(name, key)
  return keys
}

/** The keys of the rows that a person should see by `relations.ts`; asked as the superuser, whom no policy binds. */
export async function rowsToSee(db: Db, relation: string, key: string[], person: Person): Promise<Set<string>> {
  const { sees, from = `public.${relation}` } = relations[relation]!
  const conditions = person.kinds.flatMap((kind: Kind) => sees[kind] ?? []).map((condition) => fill(condition, person))
  if (conditions.length === 0) return new Set()
  const { rows } = await db.query<{ key: string }>(
    `select ${asText(key)} as key from ${from} t where ${conditions.map((condition) => `(${condition})`).join(' or ')}`,
  )
  return new Set(rows.map((row) => row.key))
}

/** The keys of the rows that a person really sees, or `refused` when the role may not even ask. Needs an open transaction. */
export async function rowsSeen(
  db: Db,
  relation: string,
  key: string[],
  person: Person,
): Promise<Set<string> | 'refused'> {
  const { caller } = person
  await db.query('savepoint probe')
  try {
    await db.query(
      `select set_config('role', $1, true), set_config('request.jwt.claim.sub', $2, true),
              set_config('request.jwt.claims', $3, true)`,
      [caller.role, caller.userId ?? '', JSON.stringify({ role: caller.role, sub: caller.userId ?? undefined })],
    )
    const { rows } = await db.query<{ key: string }>(`select ${asText(key)} as key from public.${relation} t`)
    await db.query('reset role')
    return new Set(rows.map((row) => row.key))
  } catch (error) {
    await db.query('rollback to probe')
    if ((error as { code?: string }).code === '42501') return 'refused'
    throw error
  } finally {
    await db.query('release probe')
  }
}

/** How many of the keys belong to another company than the person's own. */
export async function foreignRows(
  db: Db,
  relation: string,
  key: string[],
  seen: Set<string>,
  person: Person,
): Promise<number> {
  const { tenant } = relations[relation]!
  if (!tenant || seen.size === 0) return 0
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from public.${relation} t where ${asText(key)} = any ($1) and ${tenant} is distinct from $2`,
    [[...seen], person.ids.tenant ?? null],
  )
  return rows[0]!.count
}

const asText = (key: string[]) => `concat_ws('/', ${key.map((column) => `t.${column}`).join(', ')})`

/** Puts a person's ids into a condition; what a person does not have is null and matches nothing. */
function fill(condition: string, person: Person): string {
  return condition.replace(/:(\w+)/g, (_, word: string) => {
    if (word === 'audiences') return `'{${person.audiences.join(',')}}'::uuid[]`
    const id = person.ids[word as keyof Person['ids']]
    return id ? `'${id}'::uuid` : 'null'
  })
}
