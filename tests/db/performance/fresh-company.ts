import type pg from 'pg'
import { callFunction, platform, signedIn, type Caller } from '../../support/act-as.ts'

/** One call, or one loop of calls, over all people of a company (at most 2,000). */
export interface Step {
  name: string
  run: () => Promise<void>
  /** False: only there for what follows. */
  isMeasured?: boolean
}

/**
 * The life of a company's points from its people's import on, in the order in which it has to happen. Ids are hashes of names. All calls
 * go through one connection, as a pool's: plans that it keeps were made when the tables were small.
 */
export function lifeOfCompany(connection: () => pg.Client, name: string, people: number): Step[] {
  const t = `md5('${name}')::uuid`
  const hr = () => idOf(connection(), name).then((id) => signedIn(id))
  const everybody = Array.from({ length: people }, (_, n) => ({ employee_no: `E${n + 1}`, amount: 100 }))
  const call = (caller: Caller, fn: string, args: Record<string, unknown>, now?: string) =>
    callFunction<Record<string, unknown>>(connection(), caller, fn, args, now)
  const sql = async (text: string) => void (await connection().query(text))
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const id = () => idOf(connection(), name)
  const grant = async (programme: string, key: string) =>
    void (await call(await hr(), 'grant_points', {
      programme_id: await idOf(connection(), `${name} ${programme}`),
      grants: everybody,
      idempotency_key: `${name} ${key}`,
    }))
  let importId = ''

  return [
    { name: 'import people', run: () => sql(importPeople(name, people)) },
    { name: 'deposit', run: () => sql(`select public.record_deposit(${t}, 1000000000, 'fresh', '${name} deposit')`) },
    {
      name: 'preview_grant',
      run: async () =>
        void (await call(await hr(), 'preview_grant', {
          programme_id: await idOf(connection(), `${name} capped`),
          grants: everybody,
        })),
    },
    { name: 'grant_points', run: () => grant('capped', 'first grant') },
    { name: 'grant_points, again', run: () => grant('capped', 'second grant') },
    {
      name: 'add_import_rows',
      run: async () => {
        const started = await call(await hr(), 'start_grant_import', {
          programme_id: await idOf(connection(), `${name} imported`),
          name: 'list',
          idempotency_key: `${name} import`,
        })
        importId = String(started['import_id'])
        await call(await hr(), 'add_import_rows', { import_id: importId, rows: everybody, first_row: 1 })
      },
    },
    {
      name: 'run_grant_import',
      run: async () => {
        const run = await call(await hr(), 'run_grant_import', { import_id: importId, max_rows: 5000 })
        if (run['granted'] !== people) throw new Error(`the import granted ${JSON.stringify(run)}`)
      },
    },
    {
      name: 'preview_schedule',
      run: async () => {
        await sql(schedule(name))
        await call(await hr(), 'preview_schedule', { schedule_id: await id(), days: 31 })
      },
    },
    {
      name: 'run_grant_schedules',
      run: async () => {
        const run = await call(platform, 'run_grant_schedules', { company: await id(), max_people: people + 1 })
        if (run['people'] !== people) throw new Error(`the schedule granted ${JSON.stringify(run)}`)
      },
    },
    { name: 'an order of everybody', run: () => sql(spendAll(name)), isMeasured: false },
    { name: 'refund_points of a tenth', run: () => sql(refundSome(name, people / 10)) },
    {
      name: 'preview_revocation',
      run: async () =>
        void (await call(await hr(), 'preview_revocation', { batch_id: await firstBatch(connection(), name) })),
    },
    {
      name: 'revoke_grant',
      run: async () =>
        void (await call(await hr(), 'revoke_grant', {
          batch_id: await firstBatch(connection(), name),
          reason: 'mistaken',
          idempotency_key: `${name} revocation`,
        })),
    },
    { name: 'grant_points that settles debts', run: () => grant('capped', 'third grant') },
    { name: 'remind_of_expiry', run: async () => void (await call(platform, 'remind_of_expiry', {}, inDays(1))) },
    { name: 'notify_of_movements', run: async () => void (await call(platform, 'notify_of_movements', {})) },
    {
      name: 'seal_ledger',
      run: async () => void (await call(platform, 'seal_ledger', { tenant_id: await id() }, inDays(3))),
    },
    {
      name: 'verify_seal',
      run: async () => {
        const { rows } = await connection().query(
          `select v.* from public.ledger_seals s, public.verify_seal(s.tenant_id, s.day) v where s.tenant_id = ${t}`,
        )
        if (rows.length > 0) throw new Error(`the seals are broken: ${JSON.stringify(rows.slice(0, 3))}`)
      },
    },
    {
      name: 'expire_points',
      run: async () => {
        const run = await call(platform, 'expire_points', { max_lots: people * 4 }, inDays(21))
        if (Number(run['lots']) < people) throw new Error(`expired ${JSON.stringify(run)}`)
      },
    },
    {
      name: 'undo_expiry',
      run: async () => {
        const { rows } = await connection().query<{ id: string }>(
          `select id from public.expiry_runs where tenant_id = ${t} order by id desc limit 1`,
        )
        await call(
          await hr(),
          'undo_expiry',
          {
            run_id: rows[0]!.id,
            valid_until: inDays(40).slice(0, 10),
            reason: 'mistaken',
            idempotency_key: `${name} undo`,
          },
          inDays(22),
        )
      },
    },
    {
      name: 'batch_flow',
      run: async () => void (await call(await hr(), 'batch_flow', { batch_id: await firstBatch(connection(), name) })),
    },
    {
      name: 'offboard_member of a tenth',
      run: async () => {
        const { rows } = await connection().query<{ id: string }>(
          `select id from public.members where tenant_id = ${t} and user_id is null order by id limit ${people / 10}`,
        )
        for (const member of rows)
          await call(await hr(), 'offboard_member', {
            member_id: member.id,
            reason: 'left',
            idempotency_key: `${name} ${member.id}`,
          })
      },
    },
    {
      name: 'issue_cards',
      run: async () => void (await call(platform, 'issue_cards', { batch_id: await id(), count: people / 10 })),
    },
    {
      name: 'verify_ledger',
      run: async () => {
        const { rows } = await connection().query(`select * from public.verify_ledger(${t})`)
        if (rows.length > 0) throw new Error(`the ledger is not sound: ${JSON.stringify(rows)}`)
      },
    },
  ]
}

async function idOf(db: pg.Client, name: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select md5($1)::uuid as id', [name])
  return rows[0]!.id
}

async function firstBatch(db: pg.Client, name: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `select id from public.grants where tenant_id = md5($1)::uuid order by id limit 1`,
    [name],
  )
  return rows[0]!.id
}

const importPeople = (name: string, people: number): string => `
  do $$
  declare
    t constant uuid := md5('${name}')::uuid;
  begin
    insert into public.tenants (id, code, name, departure_policy) values (t, '${name}', '新公司', 'back_to_budget');
    insert into public.legal_entities (tenant_id, id, name) values (t, t, '新公司');
    insert into public.departments (tenant_id, id, name) select t, md5('${name} department ' || n)::uuid, '部门' || n from generate_series(1, 10) n;
    insert into auth.users (id, aud, role, email) values (t, 'authenticated', 'authenticated', '${name}@tests.invalid');
    insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, status, user_id)
    select t, 'E' || n, '王小明', md5('${name} department ' || n % 10 + 1)::uuid, t,
      case n when 0 then 'active' else 'invited' end, case n when 0 then t end
    from generate_series(0, ${people}) n;
    insert into public.member_roles (tenant_id, member_id, role) select t, m.id, 'hr_manager' from public.members m where m.user_id = t;
    insert into public.member_contacts (tenant_id, member_id, birthday)
    select t, m.id, (now() at time zone 'Asia/Shanghai')::date - interval '30 years' from public.members m where m.tenant_id = t and m.user_id is null;
    insert into public.programmes (tenant_id, id, name, occasion, validity_kind, validity_days, cap_points, expiry_policy)
    values
      (t, md5('${name} capped')::uuid, '中秋福利', 'festival', 'days', 20, 1000000, 'forfeit'),
      (t, md5('${name} imported')::uuid, '春节福利', 'festival', 'days', 400, null, 'back_to_budget'),
      (t, md5('${name} short')::uuid, '生日福利', 'birthday', 'days', 8, null, 'back_to_budget');
    insert into public.card_batches (tenant_id, id, title, programme_id, face_value, valid_from, valid_until)
    values (t, t, '卡', md5('${name} capped')::uuid, 100, now() - interval '1 day', now() + interval '1 year');
  end $$`

const schedule = (name: string): string => `
  insert into public.grant_schedules (tenant_id, id, name, programme_id, kind, amount, starts_on)
  values (md5('${name}')::uuid, md5('${name}')::uuid, '生日', md5('${name} short')::uuid, 'birthday', 10, '2020-01-01')`

/** Everybody buys for 130 points, out of several lots, by an order that is an id only. */
const spendAll = (name: string): string => `
  select private.spend_points(a.tenant_id, a.id, a.owner_id, array[row(1, null, '{}', 130)::private.spend_line])
  from public.ledger_accounts a
  where a.tenant_id = md5('${name}')::uuid and a.kind = 'wallet' and a.balance > 0`

const refundSome = (name: string, people: number): string => `
  select private.refund_points(a.tenant_id, a.owner_id, '[{"line_no": 1, "amount": 20}]')
  from public.ledger_accounts a
  where a.tenant_id = md5('${name}')::uuid and a.kind = 'wallet' and a.balance > 0
  limit ${people}`
