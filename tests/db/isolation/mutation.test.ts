import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { keysOf, rowsSeen, rowsToSee } from './probe.ts'
import { makeTwoCompanies, type Person } from './two-companies.ts'

let db: pg.Client
let people: Person[]
let keys: Map<string, string[]>

beforeAll(async () => {
  db = await openDatabase()
  people = (await makeTwoCompanies(db)).people.filter(({ caller }) => caller.role === 'authenticated')
  keys = await keysOf(db)
})
afterAll(() => db.end())

const same = (left: Set<string>, right: Set<string>) =>
  left.size === right.size && [...left].every((key) => right.has(key))

/** What everybody should see of a table by the hand-written rules; nothing of it changes while this file runs. */
async function expectations(table: string): Promise<Set<string>[]> {
  const expected: Set<string>[] = []
  for (const person of people) expected.push(await rowsToSee(db, table, keys.get(table)!, person))
  return expected
}

/** Whether anybody sees something else than expected after `change`, in a transaction that is undone. */
async function isNoticed(table: string, expected: Set<string>[], change: string): Promise<boolean> {
  await db.query('begin')
  try {
    await db.query(change)
    for (const [index, person] of people.entries()) {
      const seen = await rowsSeen(db, table, keys.get(table)!, person)
      if (seen === 'refused' || !same(seen, expected[index]!)) return true
    }
    return false
  } finally {
    await db.query('rollback')
  }
}

async function policiesByTable(): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ table: string; names: string[] }>(
    `select tablename as table, array_agg(policyname::text order by policyname) as names
     from pg_policies where schemaname = 'public' group by 1 order by 1`,
  )
  return new Map(rows.map(({ table, names }) => [table, names]))
}

describe('the probes of isolation', () => {
  it('notice each policy that is replaced by true or dropped, and row-level security that is switched off', async () => {
    const survivors: string[] = []
    let changes = 0
    for (const [table, policies] of await policiesByTable()) {
      const expected = await expectations(table)
      expect(await isNoticed(table, expected, 'select'), `${table} without a change`).toBe(false)
      for (const change of [
        ...policies.map((name) => `alter policy ${name} on public.${table} using (true)`),
        ...policies.map((name) => `drop policy ${name} on public.${table}`),
        `alter table public.${table} disable row level security`,
      ]) {
        changes++
        if (!(await isNoticed(table, expected, change))) survivors.push(change)
      }
    }
    if (survivors.length > 0) console.warn(`Changes that nobody noticed:\n  ${survivors.join('\n  ')}`)
    expect(changes).toBeGreaterThan(100)
    // The bar is 95 of 100; a survivor that is left must be understood.
    expect(survivors.length / changes).toBeLessThanOrEqual(0.05)
  })
})
