import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, platform } from '../../support/act-as.ts'
import { attempt, freshSource, makeBatch, startIssue } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { one } from '../../support/tenant-fixture.ts'

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

/** Every column of every table whose rows could hold a text, as text; what a dump would contain. */
async function columnsWith(needles: string[]): Promise<string[]> {
  const { rows } = await db.query<{ relation: string; column: string; type: string }>(
    `select a.attrelid::regclass::text as relation, quote_ident(a.attname) as "column", t.typname as type
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
     join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     join pg_type t on t.oid = a.atttypid
     where a.attnum > 0 and not a.attisdropped
       and (t.typcategory in ('S', 'A') or t.typname in ('bytea', 'json', 'jsonb'))`,
  )
  const found: string[] = []
  for (const { relation, column, type } of rows) {
    // The bytes of a bytea one by one as characters, so that clear text in it would show.
    const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
    const hits = await one<number>(
      db,
      `select count(*) from ${relation} where exists (select from unnest($1::text[]) n where ${text} ilike '%' || n || '%')`,
      [needles],
    )
    if (hits > 0) found.push(`${relation}.${column}`)
  }
  return found
}

describe('PINs in the database', () => {
  it('are nowhere in clear, before their list leaves and after', async () => {
    const batch = await makeBatch(db, { face_value: 1 })
    const issue = await startIssue(db, platform, batch.id, 12)
    await callFunction(db, platform, 'continue_card_issue', { issue_id: issue })
    const { rows } = await db.query<{ pin: string }>(
      'select private.unseal_pin(pin) as pin from private.pins_to_export where issue_id = $1',
      [issue],
    )
    const pins = rows.map(({ pin }) => pin)
    expect(pins).toHaveLength(12)
    expect(await columnsWith(pins)).toEqual([])
    const { cards } = await callFunction<{ cards: { card_no: string; pin: string }[] }>(
      db,
      platform,
      'export_card_issue',
      { issue_id: issue, part: 1 },
    )
    expect(cards.map(({ pin }) => pin).sort()).toEqual([...pins].sort())
    await attempt(db, cards[0]!.card_no, cards[0]!.pin, freshSource())
    await attempt(db, cards[1]!.card_no, cards[2]!.pin, freshSource())
    expect(await columnsWith(pins)).toEqual([])
  })

  it('would be found by this search', async () => {
    const batch = await makeBatch(db, { title: 'A PIN: QWERTY12' })
    expect(await columnsWith(['QWERTY12'])).toContain('card_batches.title')
    await db.query('update public.card_batches set look = $2 where id = $1', [batch.id, { word: 'QWERTY34' }])
    expect(await columnsWith(['QWERTY34'])).toEqual(['card_batches.look'])
  })
})
