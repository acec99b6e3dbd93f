import type pg from 'pg'

export interface GeneratedLedger {
  /** Name of the company; its id, and those of what it has, are hashes of it. */
  name: string
  wallets: number
  transfers: number
}

const chunk = 500_000

/**
 * Writes a ledger that is sound, faster than the functions would: a company whose members each got one grant and have spent point by
 * point since, in turns. Foreign keys and triggers rest meanwhile.
 */
export async function generateLedger(
  db: pg.Client,
  ledger: GeneratedLedger,
  say: (line: string) => void,
): Promise<void> {
  const { name, wallets, transfers } = ledger
  // Every wallet moves equally often.
  const steps = Math.floor(transfers / wallets)
  await makeCompany(db, ledger, steps)
  await db.query(`set session_replication_role = replica`)
  for (let first = 0; first < wallets * steps; first += chunk) {
    const last = Math.min(first + chunk, wallets * steps) - 1
    await db.query(journal, [name, wallets, steps, first, last])
    if (last + 1 < wallets * steps)
      say(`… ${(last + 1).toLocaleString('en')} of ${transfers.toLocaleString('en')} transfers written`)
  }
  await db.query(`set session_replication_role = origin`)
}

async function makeCompany(db: pg.Client, { name, wallets }: GeneratedLedger, steps: number): Promise<void> {
  await db.query(
    `do $$
     declare
       t constant uuid := md5('${name}')::uuid;
       granted constant bigint := ${steps};
     begin
       insert into public.tenants (id, code, name) values (t, '${name}', '大账本');
       insert into public.legal_entities (tenant_id, id, name) values (t, t, '大账本');
       insert into public.departments (tenant_id, id, name) values (t, t, '总部');
       insert into auth.users (id, aud, role, email) values (t, 'authenticated', 'authenticated', '${name}@tests.invalid');
       insert into public.programmes (tenant_id, id, name, occasion, validity_kind, validity_days, refund_policy, refund_restore_days)
       values (t, t, '中秋福利', 'festival', 'days', 365, 'restore_days', 7);
       perform public.record_deposit(t, granted * ${wallets}, 'bench', 'bench deposit');
       set local session_replication_role = replica;
       insert into public.members (tenant_id, id, employee_no, name, department_id, legal_entity_id, status, user_id)
       select t, md5('${name} member ' || n)::uuid, 'L' || n, '王小明', t, t, 'active', case n when 0 then t end from generate_series(0, ${wallets} - 1) n;
       insert into public.ledger_accounts (tenant_id, id, owner_kind, owner_id, kind, balance)
       select t, md5('${name} wallet ' || n)::uuid, 'member', md5('${name} member ' || n)::uuid, 'wallet', granted - ${steps} + 1
       from generate_series(0, ${wallets} - 1) n;
       insert into public.grants (tenant_id, id, programme_id, budget_account_id, recipients, total_points, budget_left)
       values (t, t, t, private.budget_account_id(t), ${wallets}, granted * ${wallets}, 0);
       insert into public.grant_lines (tenant_id, grant_id, line_no, recipient_id, amount)
       select t, t, n + 1, md5('${name} member ' || n)::uuid, granted from generate_series(0, ${wallets} - 1) n;
       insert into public.point_lots (tenant_id, id, account_id, programme_id, grant_id, granted, remaining, expires_at)
       select t, md5('${name} lot ' || n)::uuid, md5('${name} wallet ' || n)::uuid, t, t, granted, granted - ${steps} + 1, now() + interval '1 year'
       from generate_series(0, ${wallets} - 1) n;
       set local session_replication_role = origin;
       update public.ledger_accounts set balance = 0 where id = private.budget_account_id(t);
     end $$`,
  )
}

/** Rows number $4 to $5 of the journal with their transfer; wallet = number mod wallets, and the first of a wallet is its grant. */
const journal = `
  with
    numbers as (
      select n, n % $2::bigint as wallet, n / $2::bigint as step,
        -- Ascending, like the keys that functions make.
        lpad(to_hex(n), 12, '0') || '7000' || '8' || substr(md5($1 || n), 1, 15) as hex
      from generate_series($4::bigint, $5::bigint) n
    ),
    rows as materialized (
      select n, step, hex::uuid as id, md5($1 || ' wallet ' || wallet)::uuid as account_id, md5($1 || ' lot ' || wallet)::uuid as lot_id
      from numbers
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id, grant_id, programme_id, created_at)
      select md5($1)::uuid, id, account_id, case step when 0 then 'grant' else 'spend' end,
        case step when 0 then $3::bigint else -1 end, $3::bigint - step, case when step > 0 then id end,
        case step when 0 then md5($1)::uuid end, case step when 0 then md5($1)::uuid end,
        date_trunc('day', now()) - interval '400 days' + step * interval '3 hours' * least(1, 3000 / $3::numeric)
      from rows
      order by n
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select md5($1)::uuid, id, 1,
    case step when 0 then private.budget_account_id(md5($1)::uuid) else account_id end,
    case step when 0 then account_id else (select private.system_account_id(md5($1)::uuid, 'redeemed')) end,
    case step when 0 then $3::bigint else 1 end, lot_id, case when step > 0 then 1 end
  from rows
  order by n`
