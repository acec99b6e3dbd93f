import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCardNumber, parsePin } from '../../shared/card-number.ts'
import { memberEmail } from '../../shared/schemas/auth.ts'
import { openDatabase } from '../support/database.ts'
import { apiClient } from '../support/sign-in.ts'

interface DemoSignIn {
  who: { 'zh-Hans': string; en: string }
  where: 'employee' | 'card'
  fields: Record<string, string>
}

const seedDir = join(import.meta.dirname, '../../supabase/seed')
const media = join(seedDir, 'media')
const signIns = JSON.parse(readFileSync(join(seedDir, 'demo-sign-ins.json'), 'utf8')) as DemoSignIn[]

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

const rows = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await db.query<T>(sql, values)).rows
const column = async <T>(sql: string, values: unknown[] = []) =>
  (await rows<{ value: T }>(sql, values)).map(({ value }) => value)

/** Goods of the demo by their suppliers: other tests make products of their own, without one. */
const demoProducts = `public.products p join public.suppliers s on s.id = p.supplier_id
  and s.id in (select md5('supplier:' || code)::uuid from unnest('{jiangnan,yunwu,lanqiao,suyu,qingshan}'::text[]) code)`

describe('the demo goods', () => {
  it('are 48 products in 8 categories, six in each', async () => {
    expect(await column<number>(`select count(*) as value from ${demoProducts} group by p.category_id`)).toEqual(
      Array.from({ length: 8 }, () => 6),
    )
  })

  it('have at least two pictures each', async () => {
    const few = await column<string>(
      `select p.name as value from ${demoProducts}
       where (select count(*) from public.product_media m where m.product_id = p.id) < 2`,
    )
    expect(few).toEqual([])
  })

  it('are described in 80 to 170 characters', async () => {
    const odd = await column<string>(
      `select p.name || ' ' || length(p.description) as value from ${demoProducts} where length(p.description) not between 80 and 170`,
    )
    expect(odd).toEqual([])
  })

  it('say everything in English as well', async () => {
    const gaps = await column<string>(
      `select p.name as value from ${demoProducts}
       where exists (select from unnest('{name,subtitle,description}'::text[]) c where coalesce(p.translations -> 'en' ->> c, '') = '')
         or jsonb_array_length(p.translations -> 'en' -> 'option_names') <> jsonb_array_length(p.option_names)
         or exists (
           select from public.skus k
           where k.product_id = p.id
             and (jsonb_array_length(k.options) <> jsonb_array_length(p.option_names)
               or jsonb_array_length(k.translations -> 'en' -> 'options') <> jsonb_array_length(k.options)))
       union all
       select c.name from public.categories c
       where c.icon_path is not null and c.translations -> 'en' ->> 'name' is null
       union all
       select t.code || ': ' || d.name from public.tenants t
       join (
         select tenant_id, name, translations from public.departments
         union all select tenant_id, name, translations from public.groups
         union all select tenant_id, name, translations from public.programmes
       ) d on d.tenant_id = t.id
       where t.code in ('xinghe', 'changfeng') and d.translations -> 'en' ->> 'name' is null`,
    )
    expect(gaps).toEqual([])
  })
})

describe('the demo pictures', () => {
  it('named in the database are there', async () => {
    const paths = await column<string>(
      `select m.path as value from ${demoProducts} join public.product_media m on m.product_id = p.id
       union select icon_path from public.categories where id in (
         select category_id from ${demoProducts})
       union select logo_path from public.tenants where code in ('xinghe', 'changfeng')
       union select item ->> 'image_path' from public.home_modules h
         join public.tenants t on t.id = h.tenant_id and t.code in ('xinghe', 'changfeng'),
         jsonb_array_elements(h.config -> 'items') item`,
    )
    expect(paths.length).toBeGreaterThan(110)
    const missing = paths.filter((path) => !statSync(join(media, path), { throwIfNoEntry: false })?.isFile())
    expect(missing).toEqual([])
  })

  it('stay below 25 KB each', () => {
    const files = readdirSync(media, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const heavy = files.filter((file) => statSync(join(file.parentPath, file.name)).size >= 25_000)
    expect(heavy.map(({ name }) => name)).toEqual([])
  })
})

describe('the demo companies', () => {
  it('have 40 and 20 people in departments of three levels', async () => {
    const sizes = await rows(
      `select t.code, count(*) as people, max(cardinality(d.path)) as levels
       from public.tenants t
       join public.members m on m.tenant_id = t.id
       join public.departments d on d.tenant_id = t.id and d.id = m.department_id
       where t.code in ('xinghe', 'changfeng') group by t.code order by t.code`,
    )
    expect(sizes).toEqual([
      { code: 'changfeng', people: 20, levels: 3 },
      { code: 'xinghe', people: 40, levels: 3 },
    ])
  })

  it('have orders in every state that orders reach', async () => {
    const states = await column<string>(
      `select distinct o.state as value from public.orders o
       join public.tenants t on t.id = o.tenant_id and t.code in ('xinghe', 'changfeng') order by 1`,
    )
    expect(states).toEqual(['cancelled', 'completed', 'delivered', 'paid', 'refunded', 'shipped'])
  })

  it('have a ledger that holds every invariant', async () => {
    const broken = await rows(
      `select t.code, v.* from public.tenants t, public.verify_ledger(t.id) v where t.code in ('xinghe', 'changfeng')`,
    )
    expect(broken).toEqual([])
  })

  it('grant lots that expire within a week, a month, half a year, and one that has', async () => {
    const [lots] = await rows<Record<string, boolean>>(
      `select
         bool_or(l.remaining > 0 and l.expires_at between now() and now() + interval '7 days') as week,
         bool_or(l.remaining > 0 and l.expires_at between now() + interval '7 days' and now() + interval '30 days') as month,
         bool_or(l.remaining > 0 and l.expires_at between now() + interval '5 months' and now() + interval '6 months') as half_year,
         bool_or(l.expires_at < now()) as expired, bool_or(l.remaining > 0 and l.scope <> 'all') as restricted
       from public.point_lots l
       join public.ledger_accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
       where a.owner_id = md5('member:E1001')::uuid`,
    )
    expect(lots).toEqual({ week: true, month: true, half_year: true, expired: true, restricted: true })
  })
})

describe('the demo employee', () => {
  it('has messages that are read and some that are not, among them a reminder', async () => {
    const [told] = await rows<Record<string, unknown>>(
      `select count(*) filter (where n.read_at is null) > 0 as unread, count(*) filter (where n.read_at is not null) > 3 as read,
         bool_or(n.kind = 'points_expiring') as reminded, bool_or(n.kind = 'points_granted') as granted,
         bool_and(n.created_at <= now()) as past
       from public.notifications n
       join public.ledger_accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
       where a.owner_id = md5('member:E1001')::uuid`,
    )
    expect(told).toEqual({ unread: true, read: true, reminded: true, granted: true, past: true })
  })
})

describe('the demo sign-ins', () => {
  const withPassword = signIns.filter(({ fields }) => fields['password'])

  it.each(withPassword)('$who.en signs in with the password', async ({ fields }) => {
    const client = apiClient()
    const { error } = await client.auth.signInWithPassword({
      email: memberEmail(fields['company'] ?? '', fields['employee_no'] ?? ''),
      password: fields['password'] ?? '',
    })
    expect(error).toBeNull()
    const profile = await client.rpc('my_profile')
    expect(profile.data).toMatchObject({
      kind: 'member',
      tenant: { code: fields['company'] },
      member: { employee_no: fields['employee_no'] },
    })
  })

  it.each(signIns.filter(({ where }) => where === 'card'))('$who.en opens with its PIN', async ({ fields }) => {
    const [right] = await column<boolean>(
      `select private.pin_is_right(c.id, $2) as value from public.cards c where c.number = $1`,
      [parseCardNumber(fields['card_no'] ?? ''), parsePin(fields['pin'] ?? '')],
    )
    expect(right).toBe(true)
  })

  it('include an invitation that is still open', async () => {
    const code = signIns.find(({ fields }) => fields['invite_code'])?.fields['invite_code']
    const invited = await column<string>(
      `select m.employee_no as value from private.member_invites i
       join public.members m on m.tenant_id = i.tenant_id and m.id = i.member_id
       where i.code_hash = private.invite_code_hash($1) and i.used_at is null and m.status = 'invited'`,
      [code],
    )
    expect(invited).toEqual(['E1010'])
  })

  it('see 42 products at xinghe and 26 others at changfeng', async () => {
    const seen = async (company: string, employeeNo: string) => {
      const client = apiClient()
      const password = 'Fudian-demo-2026'
      await client.auth.signInWithPassword({ email: memberEmail(company, employeeNo), password })
      return (await client.from('products').select('id')).data?.length
    }
    expect([await seen('xinghe', 'E1001'), await seen('changfeng', 'C2001')]).toEqual([42, 26])
  })
})

describe('the demo packs', () => {
  it('are two of each company, held by those who sign in, with goods in stock', async () => {
    const held = await rows<{ employee_no: string; themes: string[] }>(
      `select m.employee_no, array_agg(p.theme order by p.theme) as themes
       from public.pack_entitlements e
       join public.packs p on p.id = e.pack_id
       join public.members m on m.id = e.member_id
       where m.employee_no in ('E1001', 'E1002', 'C2001') and e.state = 'open' group by 1 order by 1`,
    )
    const both = ['mid_autumn', 'spring_festival']
    expect(held).toEqual(['C2001', 'E1001', 'E1002'].map((employee_no) => ({ employee_no, themes: both })))
    expect(
      await column(`select i.sku_id as value from public.pack_items i join public.packs p on p.id = i.pack_id
        where p.id in (select pack_id from public.pack_entitlements e join public.members m on m.id = e.member_id
          where m.employee_no in ('E1001', 'C2001')) and private.pack_units_available(i.sku_id) = 0`),
    ).toEqual([])
  })
})
