create function private.statement_rows(tenant_id uuid, account_id uuid, seqs bigint[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'seq', t.seq, 'transaction_id', t.id, 'kind', t.kind, 'amount', t.amount, 'balance_after', t.balance_after,
        'created_at', t.created_at, 'order_id', t.order_id, 'order_no', o.order_no,
        'programme_id', t.programme_id, 'programme_name', p.name, 'translations', p.translations, 'note', t.note
      )
      order by t.seq desc
    ),
    '[]'
  )
  from unnest(seqs) s (seq)
  join public.ledger_transactions t on t.account_id = statement_rows.account_id and t.seq = s.seq
  left join public.orders o on o.tenant_id = statement_rows.tenant_id and o.id = t.order_id
  left join public.programmes p on p.tenant_id = statement_rows.tenant_id and p.id = t.programme_id
$$;

comment on function private.statement_rows(uuid, uuid, bigint[]) is
  'These rows of an account''s statement as the holder reads them, newest first, with the number of the order and the name of the programme.';
