create function public.notify_of_movements() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  progress private.notification_progress;
  here timestamptz;
  own_xid xid8;
  fence_is_passed boolean;
  told bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('notify_of_movements', 0));
  -- The time first, the own number second: whoever made an id before "here" has a lower number.
  if pg_current_xact_id_if_assigned() is null then
    here := clock_timestamp();
    own_xid := pg_current_xact_id();
  end if;
  select * into strict progress from private.notification_progress p;
  fence_is_passed := progress.fence_xid < pg_snapshot_xmin(pg_current_snapshot());

  with
    seen as materialized (
      select m.*
      from public.tenants t
      cross join lateral (
        select w.*
        from public.ledger_transactions w
        where w.tenant_id = t.id and w.id >= private.first_id_at(progress.done_until - interval '2 minutes')
          and w.kind in ('grant', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'refund')
        offset 0
      ) m
    ),
    -- Scalar subqueries are looked up row by row in an index, even right after ten thousand people were granted and before the planner
    -- has heard of them; joined, the tables were read once per movement.
    fresh as materialized (
      select m.*
      from seen m
      where (select n.id from public.notifications n where n.account_id = m.account_id and n.dedupe_key = 'movement:' || m.id) is null
        and (
          -- A card says itself what is on it.
          select a.kind = 'wallet' and (a.owner_kind = 'member' or m.kind <> 'grant')
          from public.ledger_accounts a
          where a.tenant_id = m.tenant_id and a.id = m.account_id
        )
    ),
    made as (
      insert into public.notifications (tenant_id, account_id, kind, params, dedupe_key, created_at)
      select f.tenant_id, f.account_id,
        case f.kind
          when 'grant' then 'points_granted'
          when 'expiry' then 'points_expired'
          when 'expiry_undo' then 'expiry_undone'
          when 'revocation' then 'grant_revoked'
          when 'settlement' then 'debt_settled'
          else 'points_refunded'
        end,
        private.movement_params(row(f.*)::public.ledger_transactions), 'movement:' || f.id, f.created_at
      from fresh f
      on conflict on constraint nobody_is_told_twice do nothing
      returning id
    )
  select count(*) into told from made;

  if fence_is_passed or progress.fence_xid is null then
    update private.notification_progress p
    set done_until = case when fence_is_passed then p.fence_at else p.done_until end, fence_at = here, fence_xid = own_xid;
  end if;
  return jsonb_build_object('notifications', told);
end
$$;

-- How it holds. Exactly once: a wallet has one notification for the id of a transaction, by a unique constraint; so a movement may be
-- looked at as often as one likes. None is missed: each run looks at all movements from done_until on, and done_until moves only over
-- what can't change any more. Running numbers and ids are given before their transaction commits, so an older row may appear after a
-- younger one was read. But whoever books a movement holds the wallet's lock when it makes the id, and a lock gives a transaction its
-- number. So all transactions that can hold an id older than a moment have a number below the one that this job draws after that
-- moment: the fence. When none of them is running any more, what is older than the fence is visible or was rolled back, and the next
-- run may begin there. Two minutes of margin are for clocks that are put back. A transaction that stays open for hours makes the
-- window longer and nothing wrong.
comment on function public.notify_of_movements() is
  'Job: tells holders of what happened to their points (granted, expired, given back, revoked, settled, refunded), once for each movement, outside of the transactions that book them. Gives {notifications}. A second run at the same time waits and finds nothing left. For the platform (service_role).';

grant execute on function public.notify_of_movements() to service_role;
