create function private.complete_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- A schedule that somebody touched, if only to try again at once, is looked at by the next run.
  if tg_op = 'INSERT' or new.looked_at is not distinct from old.looked_at then
    new.looked_at := null;
    new.updated_at := private.clock();
  end if;
  if new.starts_on is null then
    new.starts_on := (private.clock() at time zone (select t.time_zone from public.tenants t where t.id = new.tenant_id))::date;
  end if;
  if exists (
    select
    from public.ledger_accounts a
    where a.tenant_id = new.tenant_id and a.id = new.budget_account_id and a.kind <> 'budget'
  ) then
    raise exception 'The account % is no budget', new.budget_account_id
      using errcode = 'foreign_key_violation', constraint = 'budget_is_of_the_same_tenant';
  end if;
  return new;
end
$$;

comment on function private.complete_schedule() is
  'Trigger: a schedule starts on the day it is entered unless it says otherwise, draws on a budget, and is looked at anew after a change.';
