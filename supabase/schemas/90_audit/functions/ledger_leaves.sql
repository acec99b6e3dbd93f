create function private.ledger_leaves(tenant_ids uuid[], since timestamptz, until timestamptz)
returns table (tenant_id uuid, transaction_id uuid, leaf bytea, transfers integer)
language sql stable security definer rows 10000 set search_path = '' as $$
  select t.tenant_id, t.id,
    -- JSON tells every value from its neighbour and null from empty; no value in it depends on settings of the session.
    sha256(convert_to(
      jsonb_build_array(
        t.tenant_id, t.id, t.seq, t.account_id, t.kind, t.amount, t.balance_after, t.order_id, t.grant_id, t.programme_id, t.note,
        t.actor_id, t.idempotency_key, encode(t.request_hash, 'hex'), t.answer, extract(epoch from t.created_at),
        f.transfers, g.fields
      )::text, 'UTF8'
    )),
    f.count
  from public.ledger_transactions t
  cross join lateral (
    select count(*)::integer as count, jsonb_agg(
      jsonb_build_array(
        f.transfer_no, f.from_account_id, f.to_account_id, f.amount, f.lot_id, f.line_no, case when t.kind = 'grant' then (
          select jsonb_build_array(
            l.account_id, l.programme_id, l.grant_id, l.granted, l.scope, l.scope_ids, extract(epoch from l.created_at)
          )
          from public.point_lots l
          where l.tenant_id = f.tenant_id and l.id = f.lot_id
        ) end
      )
      order by f.transfer_no
    ) as transfers
    from public.ledger_transfers f
    where f.tenant_id = t.tenant_id and f.transaction_id = t.id
  ) f
  left join lateral (
    select jsonb_build_array(
      g.programme_id, g.budget_account_id, g.granted_by, g.recipients, g.total_points, g.budget_left, g.source, g.import_id,
      g.schedule_id, g.note, g.actor_id, g.idempotency_key, encode(g.request_hash, 'hex'), extract(epoch from g.created_at)
    ) as fields
    from public.grants g
    where g.tenant_id = t.tenant_id and g.id = t.grant_id
  ) g on t.kind = 'grant'
  where t.tenant_id = any (ledger_leaves.tenant_ids) and t.created_at >= since and t.created_at < until
$$;

comment on function private.ledger_leaves(uuid[], timestamptz, timestamptz) is
  'The fingerprint (SHA-256) of each transaction of these tenants booked from "since" to before "until": of the transaction with its transfers, and of a grant''s also what never changes of the lot it filled and of the grant. Also how many transfers it has. NOTE: another form would break all seals made before; a new column of these tables is not covered until there is a second form.';
