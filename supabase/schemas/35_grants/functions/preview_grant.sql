create function public.preview_grant(programme_id uuid, grants jsonb, budget_account uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_granter(grants);
  recipients record;
  expires_at timestamptz;
  scope text;
  refusal jsonb;
  budget uuid;
  available bigint;
  problems jsonb;
  outside uuid[];
  members bigint;
  members_twice bigint;
  total bigint;
begin
  select * into recipients from private.resolve_recipients(caller.tenant_id, grants);
  outside := private.recipients_out_of_scope(caller.tenant_id, recipients.member_ids);
  -- The figures are those of people in the scope: how many others there are, and in which groups, is not for the caller.
  select coalesce(sum(r.amount), 0), count(distinct r.member_id), count(distinct r.member_id) filter (where r.times > 1)
  into total, members, members_twice
  from (
    select u.member_id, u.amount, count(*) over (partition by u.member_id) as times
    from unnest(recipients.member_ids, recipients.amounts) u (member_id, amount)
    where not exists (select from unnest(outside) o (id) where o.id = u.member_id)
  ) r;
  problems := private.grant_problems(
    caller.tenant_id, programme_id, grants, recipients.member_ids, recipients.account_ids, recipients.amounts, recipients.places
  );
  -- A refusal is told and not raised: what else there is to say about the grant still is.
  begin
    select r.expires_at, r.scope into expires_at, scope from private.lot_rules(caller.tenant_id, programme_id, null) r;
  exception when sqlstate 'PGRST' then
    refusal := private.refusal_from(sqlerrm);
  end;
  begin
    budget := private.budget_for_grant(caller.tenant_id, coalesce(recipients.member_ids, '{}'), budget_account);
    select a.balance into available from public.ledger_accounts a where a.tenant_id = caller.tenant_id and a.id = budget;
    if problems = '[]' then
      perform private.refuse_crowd(recipients.member_ids);
    end if;
    if total > available then
      perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', total, 'available', available));
    end if;
  exception when sqlstate 'PGRST' then
    refusal := coalesce(refusal, private.refusal_from(sqlerrm));
  end;
  return jsonb_build_object(
    'members', members, 'recipients_twice', members_twice,
    'total_points', total,
    'budget_account_id', budget, 'budget_available', available, 'budget_left', available - total,
    'expires_at', expires_at, 'scope', scope,
    -- Of any other choice of people or amounts nothing is told: two that differ by one person, or much for one and one point for each
    -- other, would tell what that one owes.
    'settles_debts', case
      when jsonb_array_length(grants) = 1 and grants -> 0 -> 'everyone' = 'true'
      then private.settled_by_grant(caller.tenant_id, recipients.account_ids, recipients.amounts)
    end,
    'problems', problems,
    'refusal', refusal
  );
end
$$;

comment on function public.preview_grant(uuid, jsonb, uuid) is
  'What grant_points() would do with the same arguments, by the same functions; changes nothing. Gives {members, recipients_twice (people named more than once), total_points, budget_account_id, budget_available, budget_left (below zero where it does not suffice), expires_at, scope, settles_debts (points that would go into debts from revoked grants; null unless one entry means everybody, and where fewer than five people receive or owe), problems: [{index, code, details}] (every entry that is wrong; the figures are those of the others), refusal: null or {code, details} of the whole}. For those who may grant. Errors: not_permitted, invalid_request (no list of 1 to 20,000 entries).';

grant execute on function public.preview_grant(uuid, jsonb, uuid) to authenticated;
