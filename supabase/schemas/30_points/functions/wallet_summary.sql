create function private.wallet_summary(account_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    lots as materialized (
      select l.programme_id, p.name, p.translations, l.remaining, l.expires_at, l.created_at
      from public.point_lots l
      join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
      where l.account_id = wallet_summary.account_id and l.has_points and l.expires_at > private.clock()
    ),
    by_programme as (
      select l.programme_id, l.name, l.translations, sum(l.remaining) as balance, min(l.expires_at) as first_expiry
      from lots l
      group by l.programme_id, l.name, l.translations
    ),
    expiring as (
      select l.expires_at, l.programme_id, l.name, l.translations, sum(l.remaining) as amount
      from lots l
      where l.expires_at <= private.clock() + interval '30 days'
      group by l.expires_at, l.programme_id, l.name, l.translations
    )
  select jsonb_build_object(
    'balance', (select coalesce(sum(l.remaining), 0) from lots l),
    'by_programme', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('programme_id', b.programme_id, 'name', b.name, 'translations', b.translations, 'balance', b.balance)
          order by b.first_expiry, b.programme_id
        )
        from by_programme b
      ),
      '[]'
    ),
    'expiring', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'amount', e.amount, 'expires_at', e.expires_at, 'programme_id', e.programme_id, 'name', e.name, 'translations', e.translations
          )
          order by e.expires_at, e.programme_id
        )
        from expiring e
      ),
      '[]'
    ),
    'debt', coalesce((select -a.balance from public.ledger_accounts a where a.id = private.debt_account_id(wallet_summary.account_id)), 0)
  )
$$;

comment on function private.wallet_summary(uuid) is
  'Points of a wallet that can be spent: balance, balance by programme, what expires within 30 days, soonest first, and the debt: points still owed for revoked grants, which the next grants settle. Points that have expired are not counted, whether booked out or not.';
