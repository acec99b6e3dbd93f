/** A fault, planted into the database's functions, and the proof that has to notice it. */
export interface Fault {
  what: string
  sql: string
  noticedBy: 'idempotency' | 'ledger' | 'oversell' | 'refunds'
  /** True: tried in `npm test` as well. */
  brief?: boolean
}

const header = `language plpgsql security definer set search_path = ''`

/** Makes a trigger of its own do something to every row that is written. */
const onRows = (table: string, when: string, body: string) => `
create function proofs.fault() returns trigger ${header} as $$ begin ${body} end $$;
create trigger a_fault before ${when} on public.${table} for each row execute function proofs.fault();`

export const faults: Fault[] = [
  {
    what: 'a payment out of two lots empties only one of them',
    noticedBy: 'ledger',
    sql: onRows(
      'point_lots',
      'update',
      `if new.remaining = 0 and old.remaining between 1 and old.granted - 1 then new.remaining := old.remaining; end if; return new;`,
    ),
  },
  {
    what: 'the points of a payment leave the lots and not the wallet',
    noticedBy: 'ledger',
    sql: onRows(
      'ledger_accounts',
      'update',
      `if new.kind = 'wallet' and new.balance < old.balance then new.balance := old.balance; end if; return new;`,
    ),
  },
  {
    what: 'a restricted lot pays for anything',
    brief: true,
    noticedBy: 'ledger',
    sql: `create or replace function private.lot_may_pay(scope text, scope_ids uuid[], product_id uuid, category_ids uuid[]) returns boolean
      language sql immutable parallel safe set search_path = '' as $$ select true $$`,
  },
  {
    what: 'points expire a day early',
    noticedBy: 'ledger',
    sql: `create or replace function private.end_of_day(day date, time_zone text) returns timestamptz
      language sql immutable parallel safe set search_path = '' as $$ select (day - 1 + time '23:59:59') at time zone time_zone $$`,
  },
  {
    what: 'the lot that expires last pays first',
    noticedBy: 'ledger',
    sql: `create or replace function private.plan_spend(account_id uuid, lines private.spend_line[])
      returns table (line_no integer, lot_id uuid, amount bigint) ${header} as $$
      declare
        line private.spend_line;
        lot record;
        missing bigint;
        left_over jsonb := '{}';
      begin
        foreach line in array lines loop
          missing := line.amount;
          for lot in
            select l.id, l.remaining from public.point_lots l
            where l.account_id = plan_spend.account_id and l.has_points and l.expires_at > private.clock()
              and private.lot_may_pay(l.scope, l.scope_ids, line.product_id, line.category_ids)
            order by l.expires_at desc
          loop
            plan_spend.line_no := line.line_no;
            plan_spend.lot_id := lot.id;
            plan_spend.amount := least(missing, coalesce((left_over ->> lot.id::text)::bigint, lot.remaining));
            continue when plan_spend.amount = 0;
            left_over := left_over || jsonb_build_object(lot.id::text, coalesce((left_over ->> lot.id::text)::bigint, lot.remaining) - plan_spend.amount);
            missing := missing - plan_spend.amount;
            return next;
          end loop;
        end loop;
      end $$`,
  },
  {
    what: 'what was refunded already can be refunded again',
    brief: true,
    noticedBy: 'refunds',
    sql: `create or replace function private.refundable_points(tenant_id uuid, order_id uuid)
      returns table (line_no integer, lot_id uuid, amount bigint, place integer)
      language sql stable security definer set search_path = '' as $$
        select f.line_no, f.lot_id, sum(f.amount)::bigint, min(f.transfer_no)
        from public.ledger_transactions t
        join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
        where t.tenant_id = refundable_points.tenant_id and t.order_id = refundable_points.order_id and t.kind = 'spend'
        group by f.line_no, f.lot_id
      $$`,
  },
  {
    what: 'whoever changes a wallet does not wait for others who do',
    noticedBy: 'ledger',
    sql: `create or replace function private.lock_accounts(tenant_id uuid, account_ids uuid[]) returns void
      language sql volatile security definer set search_path = '' as $$ select $$`,
  },
  {
    what: 'calls under one key do not wait for each other',
    noticedBy: 'idempotency',
    sql: `create or replace function private.lock_key(tenant_id uuid, idempotency_key text) returns void
      language plpgsql volatile set search_path = '' as $$ begin end $$`,
  },
  {
    what: 'a key is forgotten',
    noticedBy: 'ledger',
    sql: `create or replace function private.earlier_grant(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
      language plpgsql volatile security definer set search_path = '' as $$ begin return null; end $$;
      drop index public.one_grant_per_key`,
  },
  {
    what: 'stock is sold that is not there',
    noticedBy: 'oversell',
    sql: `alter table public.stock drop constraint never_oversold;${onRows(
      'stock',
      'update',
      `if new.available < old.available and old.available <= 1 then new.available := 1; end if; return new;`,
    )}`,
  },
]
