import { asMember, timed, type Bench } from './bench.ts'
import { atMost, type Finding } from './report.ts'

const recipients = 10_000

/** Points for 10,000 people in one call of HR's, also right after the people were imported, when the planner knows nothing of them. */
export async function benchGrants({ connect, say }: Bench): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [what, analysed] of [
    ['right after the import, without statistics', false],
    ['with statistics', true],
  ] as const) {
    // A connection that knows no plan yet, as after a deployment.
    const db = await connect()
    const name = `grants-${analysed}`
    await importPeople(db, name, analysed)
    const ms = await timed(() => grant(db, name))
    await db.end()
    say(`grant of ${recipients}, ${what}: ${ms.toFixed(0)} ms`)
    findings.push(
      atMost(
        `grant to ${recipients.toLocaleString('en')} members, ${what}`,
        ms / 1000,
        2,
        's',
        'one call of grant_points by employee number',
      ),
    )
  }
  return findings
}

async function importPeople(db: Awaited<ReturnType<Bench['connect']>>, name: string, analysed: boolean): Promise<void> {
  // Or autovacuum would gather statistics in the middle.
  for (const table of ['members', 'ledger_accounts', 'point_lots', 'ledger_transactions'])
    await db.query(`alter table public.${table} set (autovacuum_enabled = false)`)
  await db.query(
    `do $$
     declare
       t uuid := md5('${name}')::uuid;
     begin
       insert into public.tenants (id, code, name) values (t, '${name}', '万人公司');
       insert into public.legal_entities (tenant_id, id, name) values (t, t, '万人公司');
       insert into public.departments (tenant_id, id, name) values (t, t, '总部');
       insert into auth.users (id, aud, role, email) values (t, 'authenticated', 'authenticated', '${name}@tests.invalid');
       insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, status, user_id)
       select t, 'G' || n, '王小明', t, t, case n when 0 then 'active' else 'invited' end, case n when 0 then t end from generate_series(0, ${recipients}) n;
       insert into public.member_roles (tenant_id, member_id, role) select t, id, 'hr_manager' from public.members where user_id = t;
       insert into public.programmes (tenant_id, id, name, occasion, validity_kind, validity_days, refund_policy, refund_restore_days)
       values (t, t, '中秋福利', 'festival', 'days', 365, 'restore_days', 7);
       perform public.record_deposit(t, 100000000, 'bench', 'bench deposit');
       -- As long as only active members are granted points.
       update public.members set status = 'active' where tenant_id = t;
     end $$`,
  )
  if (analysed) await db.query('analyze')
  for (const table of ['members', 'ledger_accounts', 'point_lots', 'ledger_transactions'])
    await db.query(`alter table public.${table} reset (autovacuum_enabled)`)
}

async function grant(db: Awaited<ReturnType<Bench['connect']>>, name: string): Promise<void> {
  const { rows } = await db.query<{ id: string }>(`select md5($1)::uuid as id`, [name])
  const id = rows[0]!.id
  const grants = Array.from({ length: recipients }, (_, n) => ({ employee_no: `G${n + 1}`, amount: 100 }))
  await asMember(db, id, () =>
    db.query(`select public.grant_points(programme_id => $1, grants => $2, idempotency_key => $3)`, [
      id,
      JSON.stringify(grants),
      `bench ${name}`,
    ]),
  )
}
